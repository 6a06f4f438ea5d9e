package dev.docket.bundle.signature;

import dev.docket.bundle.BundleException;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import dev.docket.storage.Pem;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Ed25519 keys as PEM text. Messages never quote the text, because it may be a private key. */
final class Keys {
    static final String ALGORITHM = "Ed25519";
    private static final int ID_DIGITS = 16;

    private Keys() {}

    /** The private key in a PKCS#8 PEM text. @throws BundleException if there is none */
    static PrivateKey privateKey(String pem, String file) {
        try {
            return factory().generatePrivate(new PKCS8EncodedKeySpec(Pem.read(pem, Pem.PRIVATE)));
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw unfit(file, Pem.PRIVATE);
        }
    }

    /** The public key in an X.509 PEM text. @throws BundleException if there is none */
    static PublicKey publicKey(String pem, String file) {
        try {
            return factory().generatePublic(new X509EncodedKeySpec(Pem.read(pem, Pem.PUBLIC)));
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw unfit(file, Pem.PUBLIC);
        }
    }

    /** The id of a public key: the first digits of its encoding's digest. */
    static String id(PublicKey key) {
        return "ed25519:" + Digest.over(key.getEncoded()).hex().substring(0, ID_DIGITS);
    }

    static String pem(PrivateKey key) {
        return Pem.of(Pem.PRIVATE, key.getEncoded());
    }

    static String pem(PublicKey key) {
        return Pem.of(Pem.PUBLIC, key.getEncoded());
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
