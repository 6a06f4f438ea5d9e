package dev.docket.bundle.signature;

import dev.docket.bundle.BundleContent;
import dev.docket.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed statement about a bundle: the content of the file {@code signature}.
 *
 * @param digest the bundle's digest
 * @param cases the digest of the manifest of its cases; nothing in a signature of the first form, which does not cover them
 * @param keyId the id of the signing key
 * @param author who answers for the policy, one line
 * @param effectiveFrom when the bundle may start to decide
 * @param signature Ed25519 over the lines above it, in Base64
 */
public record SignedStatement(
        Digest digest, Optional<Digest> cases, String keyId, String author, Instant effectiveFrom, String signature) {
    private static final Pattern FORM = Pattern.compile("""
            docket bundle signature (?:1
            bundle: (?<first>sha256:[0-9a-f]{64})|2
            bundle: (?<second>sha256:[0-9a-f]{64})
            cases: (?<cases>sha256:[0-9a-f]{64}))
            key: (?<key>ed25519:[0-9a-f]{16})
            author: (?<author>\\P{Cntrl}{1,200})
            effective-from: (?<from>[0-9TZ:.-]{20,30})
            signature: (?<signature>[A-Za-z0-9+/=]{1,200})
            """);

    /** Signs. @throws IllegalArgumentException if the author is not one line of 1 to 200 characters */
    static SignedStatement sign(Digest digest, Digest cases, String author, Instant effectiveFrom, KeyPair pair) {
        if (!author.matches("\\P{Cntrl}{1,200}")) {
            throw new IllegalArgumentException("the author must be one line of 1 to 200 characters");
        }
        SignedStatement unsigned =
                new SignedStatement(digest, Optional.of(cases), Keys.id(pair.getPublic()), author, effectiveFrom, "");
        try {
            Signature signer = Signature.getInstance(Keys.ALGORITHM);
            signer.initSign(pair.getPrivate());
            signer.update(unsigned.said());
            return new SignedStatement(
                    digest,
                    Optional.of(cases),
                    unsigned.keyId,
                    author,
                    effectiveFrom,
                    Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("every Java platform has Ed25519", broken);
        }
    }

    /** Whether it is about this bundle, its cases included if it covers them. */
    public boolean isAbout(BundleContent content) {
        return digest.equals(content.manifest().digest())
                && cases.filter(signed ->
                                !signed.equals(content.cases().manifest().digest()))
                        .isEmpty();
    }

    /** Parses the file. Accepts only the exact format. */
    public static Optional<SignedStatement> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            boolean isFirst = form.group("first") != null;
            return Optional.of(new SignedStatement(
                    new Digest(form.group(isFirst ? "first" : "second")),
                    isFirst ? Optional.empty() : Optional.of(new Digest(form.group("cases"))),
                    form.group("key"),
                    form.group("author"),
                    Instant.parse(form.group("from")),
                    form.group("signature")));
        } catch (DateTimeException noInstant) {
            return Optional.empty();
        }
    }

    /** Whether a key signed exactly this. */
    boolean isSignedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(Keys.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(said());
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The content of the file. */
    public String text() {
        return new String(said(), StandardCharsets.UTF_8) + "signature: " + signature + "\n";
    }

    private byte[] said() {
        String bundle = cases.map(proving -> "2\nbundle: " + digest + "\ncases: " + proving)
                .orElseGet(() -> "1\nbundle: " + digest);
        return ("docket bundle signature " + bundle + "\nkey: " + keyId + "\nauthor: " + author + "\neffective-from: "
                        + effectiveFrom + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
