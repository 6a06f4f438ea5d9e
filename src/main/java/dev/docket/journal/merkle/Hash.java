package dev.docket.journal.merkle;

import dev.docket.digest.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** 32 bytes of SHA-256. */
public final class Hash {
    /** In bytes. */
    public static final int LENGTH = Sha256.LENGTH;

    /** The previous hash of the first record: 32 zero bytes. */
    public static final Hash ZERO = new Hash(new byte[LENGTH]);

    private static final String PREFIX = "sha256:";

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException if it is not 32 bytes */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a hash has %d bytes, not %d", LENGTH, bytes.length));
        }
        return new Hash(bytes.clone());
    }

    /** Parses {@code sha256:} and 64 hex digits. @throws IllegalArgumentException for anything else */
    public static Hash parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a hash starts with '%s': '%s'".formatted(PREFIX, text));
        }
        return of(HexFormat.of().parseHex(text, PREFIX.length(), text.length()));
    }

    /** Parses Base64. @throws IllegalArgumentException unless it encodes 32 bytes */
    public static Hash parseBase64(String text) {
        return of(Base64.getDecoder().decode(text));
    }

    /** The hash of the concatenated parts. */
    public static Hash over(byte[]... parts) {
        return new Hash(Sha256.of(parts));
    }

    /** The hash of a leaf, domain-separated so that no node can pass for a leaf (RFC 9162, 2.1.1). */
    public static Hash ofLeaf(byte[] content) {
        var digest = Sha256.start();
        digest.update((byte) 0);
        return new Hash(digest.digest(content));
    }

    /** The hash of two sibling nodes (RFC 9162, 2.1.1). */
    public static Hash ofNode(Hash left, Hash right) {
        var digest = Sha256.start();
        digest.update((byte) 1);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@code sha256:} and 64 hex digits. */
    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(bytes);
    }
}
