package dev.docket.bundle.signature;

import dev.docket.bundle.BundleContent;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/** Whether a bundle's signature can be trusted. */
public sealed interface SignatureState {
    /** Not signed. */
    record Unsigned() implements SignatureState {}

    /** A trusted key signed exactly this content, and it is in effect. */
    record Trusted(SignedStatement statement) implements SignatureState {}

    /** Signed with a key that is not trusted here. */
    record UnknownKey(SignedStatement statement) implements SignatureState {}

    /** Malformed, or not a signature over this statement. */
    record Bad(String because) implements SignatureState {}

    /** The content differs from what was built or signed. */
    record Tampered(SortedSet<String> paths) implements SignatureState {}

    /** A trusted key signed exactly this content, but it is not in effect yet. */
    record NotYetEffective(SignedStatement statement) implements SignatureState {}

    /** Checks content, manifest and signature. Compiles nothing. */
    static SignatureState of(BundleContent content, TrustedKeys trusted, Instant now) {
        boolean isAsBuilt = content.isAsBuilt();
        SortedSet<String> changed = content.changes();
        if (content.signature() == null) {
            return isAsBuilt ? new Unsigned() : new Tampered(changed);
        }
        Optional<SignedStatement> parsed = SignedStatement.parse(content.signature());
        if (parsed.isEmpty()) {
            return new Bad("it is malformed");
        }
        SignedStatement statement = parsed.get();
        Optional<PublicKey> key = trusted.key(statement.keyId());
        if (key.isEmpty()) {
            return new UnknownKey(statement);
        }
        if (!statement.isSignedBy(key.get())) {
            return new Bad("the key %s did not sign this statement".formatted(statement.keyId()));
        }
        if (!isAsBuilt || !statement.isAbout(content)) {
            return new Tampered(changed);
        }
        return statement.effectiveFrom().isAfter(now) ? new NotYetEffective(statement) : new Trusted(statement);
    }

    /** Whether the signature is trusted and in effect. */
    default boolean isTrusted() {
        return this instanceof Trusted;
    }

    /** One sentence, for people. */
    default String sentence() {
        return switch (this) {
            case Unsigned unsigned -> "The bundle is not signed.";
            case Trusted trusted ->
                "Signed by %s (%s), effective from %s."
                        .formatted(
                                trusted.statement().author(),
                                trusted.statement().keyId(),
                                trusted.statement().effectiveFrom());
            case UnknownKey unknown ->
                "The bundle is signed with the key %s, which is not trusted here."
                        .formatted(unknown.statement().keyId());
            case Bad bad -> "The signature is not valid: %s.".formatted(bad.because());
            case Tampered tampered ->
                tampered.paths().isEmpty()
                        ? "The bundle is not the one that was signed."
                        : "The bundle was changed after the build: %s.".formatted(String.join(", ", tampered.paths()));
            case NotYetEffective later ->
                "The bundle is signed by %s, but takes effect only on %s."
                        .formatted(later.statement().author(), later.statement().effectiveFrom());
        };
    }
}
