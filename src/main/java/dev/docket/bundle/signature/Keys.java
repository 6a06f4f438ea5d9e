package dev.docket.bundle.signature;

import dev.docket.bundle.BundleException;
import dev.docket.decision.BundleProblem;
import dev.docket.json.Digest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as PEM text. Messages never quote the text, because it may be a private key. */
final class Keys {
    static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int ID_DIGITS = 16;

    private Keys() {}

    /** The private key in a PKCS#8 PEM text. @throws BundleException if there is none */
    static PrivateKey privateKey(String pem, String file) {
        try {
            return factory().generatePrivate(new PKCS8EncodedKeySpec(bytes(pem, PRIVATE)));
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw unfit(file, PRIVATE);
        }
    }

    /** The public key in an X.509 PEM text. @throws BundleException if there is none */
    static PublicKey publicKey(String pem, String file) {
        try {
            return factory().generatePublic(new X509EncodedKeySpec(bytes(pem, PUBLIC)));
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw unfit(file, PUBLIC);
        }
    }

    /** The id of a public key: the first digits of its encoding's digest. */
    static String id(PublicKey key) {
        String digest = Digest.sha256(key.getEncoded());
        return "ed25519:" + digest.substring(digest.indexOf(':') + 1).substring(0, ID_DIGITS);
    }

    static String pem(PrivateKey key) {
        return pem(PRIVATE, key.getEncoded());
    }

    static String pem(PublicKey key) {
        return pem(PUBLIC, key.getEncoded());
    }

    private static String pem(String label, byte[] encoded) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, text, label)
                .replace("\r\n", "\n");
    }

    private static byte[] bytes(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + label);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    private static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM);
    }

    // Without the cause: the messages of key parsers may quote what they read.
    private static BundleException unfit(String file, String label) {
        return new BundleException(new BundleProblem(
                file,
                0,
                BundleProblem.SIGNATURE,
                "the file contains no Ed25519 key as PEM '%s'. './docket bundle keygen' creates a pair."
                        .formatted(label)));
    }
}
