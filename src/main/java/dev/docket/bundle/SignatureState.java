package dev.docket.bundle;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/** What the signature of a bundle is worth. */
public sealed interface SignatureState {
    /** Nobody signed it. */
    record Unsigned() implements SignatureState {}

    /** A trusted key signed exactly this content, and it may decide now. */
    record Trusted(SignedStatement statement) implements SignatureState {}

    /** Somebody signed it whose key is not trusted here. */
    record UnknownKey(SignedStatement statement) implements SignatureState {}

    /** The signature is not one, or not over what it says. */
    record Bad(String because) implements SignatureState {}

    /** The content is not what was built or signed. */
    record Tampered(SortedSet<String> paths) implements SignatureState {}

    /** A trusted key signed exactly this content, for later. */
    record NotYetEffective(SignedStatement statement) implements SignatureState {}

    /** Looks at the content, the manifest beside it and the signature. Compiles nothing. */
    static SignatureState of(BundleContent content, TrustedKeys trusted, Instant now) {
        Manifest manifest = content.manifest();
        String written = content.writtenManifest();
        boolean isAsBuilt = content.isAsBuilt();
        SortedSet<String> changed = manifest.differencesFrom(written == null ? manifest.text() : written);
        if (content.signature() == null) {
            return isAsBuilt ? new Unsigned() : new Tampered(changed);
        }
        Optional<SignedStatement> parsed = SignedStatement.parse(content.signature());
        if (parsed.isEmpty()) {
            return new Bad("it does not have the form of one");
        }
        SignedStatement statement = parsed.get();
        Optional<PublicKey> key = trusted.key(statement.keyId());
        if (key.isEmpty()) {
            return new UnknownKey(statement);
        }
        if (!statement.isSignedBy(key.get())) {
            return new Bad("the key %s did not sign what it says".formatted(statement.keyId()));
        }
        if (!isAsBuilt || !statement.digest().equals(manifest.digest())) {
            return new Tampered(changed);
        }
        return statement.effectiveFrom().isAfter(now) ? new NotYetEffective(statement) : new Trusted(statement);
    }

    /** Whether this is all that can be wished for. */
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
                        : "The bundle was changed after it was built: %s."
                                .formatted(String.join(", ", tampered.paths()));
            case NotYetEffective later ->
                "The bundle is signed by %s, but effective only from %s."
                        .formatted(later.statement().author(), later.statement().effectiveFrom());
        };
    }
}
