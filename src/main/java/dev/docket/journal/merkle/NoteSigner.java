package dev.docket.journal.merkle;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs notes with Ed25519 (RFC 8032; C2SP signed-note). Never reveals the private key. Bouncy Castle does the arithmetic: a signature is
 * made with every batch of records, and the JDK's takes twenty times as long.
 */
public final class NoteSigner {
    private final Ed25519PrivateKeyParameters key;
    private final NoteVerifier verifier;

    /**
     * Signs with one half of a pair.
     *
     * @param key an Ed25519 key that lies in memory
     * @param verifier the verifier of the same key pair
     * @throws IllegalArgumentException if the key is of another kind
     */
    public NoteSigner(PrivateKey key, NoteVerifier verifier) {
        this.key = new Ed25519PrivateKeyParameters(seed(key));
        this.verifier = verifier;
    }

    private static byte[] seed(PrivateKey key) {
        if (key instanceof EdECPrivateKey seeded) {
            return seeded.getBytes()
                    .orElseThrow(() -> new IllegalArgumentException("the key keeps its bytes to itself"));
        }
        throw new IllegalArgumentException(
                "this key cannot sign: it is no Ed25519 key but one for " + key.getAlgorithm());
    }

    /** The public half of an Ed25519 key that lies in memory. @throws IllegalArgumentException if it is of another kind */
    public static PublicKey verifying(PrivateKey key) {
        return NoteVerifier.publicKey(
                new Ed25519PrivateKeyParameters(seed(key)).generatePublicKey().getEncoded());
    }

    public NoteVerifier verifier() {
        return verifier;
    }

    /**
     * Returns the note: the text, an empty line, and the signature.
     *
     * @param text whole lines
     */
    public String sign(String text) {
        byte[] bytes = SignedNote.bytes(text);
        var signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(bytes, 0, bytes.length);
        byte[] signature = signer.generateSignature();
        byte[] keyId = verifier.keyId();
        byte[] signed = Arrays.copyOf(keyId, keyId.length + signature.length);
        System.arraycopy(signature, 0, signed, keyId.length, signature.length);
        return text + "\n" + SignedNote.DASH + verifier.name() + " "
                + Base64.getEncoder().encodeToString(signed) + "\n";
    }
}
