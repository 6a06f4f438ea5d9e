package dev.docket.digest;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What content is named by: its SHA-256.
 *
 * @param text {@code sha256:} and 64 hex digits in lower case
 */
public record Digest(String text) implements Comparable<Digest> {
    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    /** @throws IllegalArgumentException unless the text has this form */
    public Digest {
        if (!isDigest(text)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a digest is '%s' and 64 hex digits, not '%s'", PREFIX, text));
        }
    }

    /** Whether a text is a digest. */
    public static boolean isDigest(String text) {
        return FORM.matcher(text).matches();
    }

    /** The digest of some content. */
    public static Digest over(byte[]... parts) {
        return ofHex(HexFormat.of().formatHex(Sha256.of(parts)));
    }

    /** The digest with these 64 hex digits. */
    public static Digest ofHex(String hex) {
        return new Digest(PREFIX + hex);
    }

    /** The 64 hex digits alone. */
    public String hex() {
        return text.substring(PREFIX.length());
    }

    @Override
    public int compareTo(Digest other) {
        return text.compareTo(other.text);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
