package dev.docket.change;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 signatures under approvals. */
public final class ApprovalKey {
    private static final String ALGORITHM = "Ed25519";
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int BYTES = 44;

    private ApprovalKey() {}

    /** Whether a text is a public key, in the one way there is to write it. */
    public static boolean isKey(String text) {
        try {
            byte[] encoded = Base64.getDecoder().decode(text);
            boolean isPrefixed =
                    encoded.length == BYTES && Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
            return isPrefixed && Base64.getEncoder().encodeToString(encoded).equals(text) && publicKey(text) != null;
        } catch (IllegalArgumentException | GeneralSecurityException other) {
            return false;
        }
    }

    /** Whether the holder of a key signed a text. */
    public static boolean isSigned(String text, String signature, String key) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(publicKey(key));
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException | GeneralSecurityException other) {
            return false;
        }
    }

    private static PublicKey publicKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    }
}
