package dev.docket.journal.merkle;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** Signs notes with Ed25519 (C2SP signed-note). Never reveals the private key. */
public final class NoteSigner {
    private final PrivateKey key;
    private final NoteVerifier verifier;

    /** @param verifier the verifier of the same key pair */
    public NoteSigner(PrivateKey key, NoteVerifier verifier) {
        this.key = key;
        this.verifier = verifier;
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
        try {
            var signer = Signature.getInstance(NoteVerifier.ALGORITHM);
            signer.initSign(key);
            signer.update(SignedNote.bytes(text));
            var signature = signer.sign();
            var keyId = verifier.keyId();
            var signed = Arrays.copyOf(keyId, keyId.length + signature.length);
            System.arraycopy(signature, 0, signed, keyId.length, signature.length);
            return text + "\n" + SignedNote.DASH + verifier.name() + " "
                    + Base64.getEncoder().encodeToString(signed) + "\n";
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this key cannot sign", broken);
        }
    }
}
