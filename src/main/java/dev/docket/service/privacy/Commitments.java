package dev.docket.service.privacy;

import dev.docket.journal.merkle.Hash;
import dev.docket.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * What stands in place of the masked values of one request: the SHA-256 of a salt of 32 bytes and the value as canonical
 * JSON. Equal values at other paths, or of other requests, have other commitments.
 *
 * @param keyedDigest of the request
 */
record Commitments(MaskingKey key, String keyedDigest) {
    static final String FIELD = "masked";

    /** In place of a value: {@code {"masked": "sha256:…"}}, which no field of a request can hold. */
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
