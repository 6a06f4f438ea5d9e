package dev.docket.digest;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the content of a request is recognised by.
 *
 * @param text its SHA-256; if anything of it is masked, a keyed one (HMAC-SHA-256) with the key's id, because a plain digest
 *     of mostly known content can be guessed
 */
public record RequestDigest(String text) {
    private static final Pattern KEYED = Pattern.compile("hmac-sha256:[0-9a-f]{8}:[0-9a-f]{64}");

    /** @throws IllegalArgumentException unless the text has one of these forms */
    public RequestDigest {
        if (!Digest.isDigest(text) && !KEYED.matcher(text).matches()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is not the digest of a request", text));
        }
    }

    /** The plain digest. */
    public static RequestDigest of(Digest content) {
        return new RequestDigest(content.text());
    }

    /**
     * A keyed digest.
     *
     * @param keyId 8 hex digits
     * @param hex 64 hex digits
     */
    public static RequestDigest keyed(String keyId, String hex) {
        return new RequestDigest("hmac-sha256:" + keyId + ":" + hex);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
