package dev.docket.journal.merkle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Verifies notes signed by one Ed25519 key (C2SP signed-note).
 *
 * @param name the key's name, without spaces and plus signs
 */
public record NoteVerifier(String name, PublicKey key) {
    static final String ALGORITHM = "Ed25519";
    static final int ID_BYTES = 4;
    private static final byte TYPE_ED25519 = 1;
    private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Cntrl}]{1,200}");

    // The bytes before the 32 key bytes in the X.509 form (RFC 8410, section 4).
    private static final byte[] X509 = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    public NoteVerifier {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a key has no space and no plus sign: '%s'".formatted(name));
        }
    }

    /**
     * Parses the output of {@link #text}.
     *
     * @throws IllegalArgumentException if it is malformed, or its key id does not match its key
     */
    public static NoteVerifier parse(String text) {
        var parts = text.strip().split("\\+", 3);
        var encoded = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
        if (encoded.length != 1 + Hash.LENGTH || encoded[0] != TYPE_ED25519) {
            throw new IllegalArgumentException("a verifier key is <name>+<id>+<Base64 of 1 and an Ed25519 key>");
        }
        var verifier = new NoteVerifier(parts[0], publicKey(Arrays.copyOfRange(encoded, 1, encoded.length)));
        if (!verifier.text().equals(text.strip())) {
            throw new IllegalArgumentException("the key id '%s' does not match the key".formatted(parts[1]));
        }
        return verifier;
    }

    /** The verifier key as text: its name, its identifier and the public key. */
    public String text() {
        var typed = new byte[1 + Hash.LENGTH];
        typed[0] = TYPE_ED25519;
        System.arraycopy(raw(), 0, typed, 1, Hash.LENGTH);
        return name + "+" + java.util.HexFormat.of().formatHex(keyId()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** Whether this key signed the note, perhaps among others. */
    public boolean signed(SignedNote note) {
        return note.signatures().stream()
                .anyMatch(line -> line.name().equals(name)
                        && Arrays.equals(Arrays.copyOf(line.signed(), ID_BYTES), keyId())
                        && isOver(
                                SignedNote.bytes(note.text()),
                                Arrays.copyOfRange(line.signed(), ID_BYTES, line.signed().length)));
    }

    byte[] keyId() {
        return Arrays.copyOf(
                Hash.over(SignedNote.bytes(name), new byte[] {'\n', TYPE_ED25519}, raw())
                        .bytes(),
                ID_BYTES);
    }

    private boolean isOver(byte[] text, byte[] signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private byte[] raw() {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, X509.length, encoded.length);
    }

    static PublicKey publicKey(byte[] raw) {
        var encoded = Arrays.copyOf(X509, X509.length + raw.length);
        System.arraycopy(raw, 0, encoded, X509.length, raw.length);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException noKey) {
            throw new IllegalArgumentException("these 32 bytes are no Ed25519 key", noKey);
        }
    }
}
