package dev.docket.service.privacy;

import dev.docket.digest.RequestDigest;
import dev.docket.journal.merkle.Hash;
import dev.docket.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * The commitments that replace the masked values of one request: SHA-256 of a 32-byte salt and the value's canonical
 * JSON. Equal values at different paths, or in different requests, have different commitments.
 *
 * @param keyedDigest the request's
 */
record Commitments(MaskingKey key, RequestDigest keyedDigest) {
    static final String FIELD = "masked";

    /** Replaces a value by {@code {"masked": "sha256:…"}}, which no valid request can contain. */
    Map<String, Object> inPlaceOf(String path, Object value) {
        return Map.of(FIELD, of(path, value).toString());
    }

    Hash of(String path, Object value) {
        var salted = new ByteArrayOutputStream();
        salted.writeBytes(salt(path));
        salted.writeBytes(json(value));
        return Hash.over(salted.toByteArray());
    }

    byte[] salt(String path) {
        return key.salt(keyedDigest, path);
    }

    static byte[] json(Object value) {
        return new JsonWriter().value(value).bytes();
    }
}
