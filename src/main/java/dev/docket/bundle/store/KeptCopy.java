package dev.docket.bundle.store;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.signature.SignedStatement;
import java.util.Optional;

/** A copy of a bundle that was kept: its manifests and any signature must be those of its files. */
record KeptCopy(BundleContent content) {
    /** What is wrong with it; nothing if it is as it was written. */
    Optional<String> problem() {
        if (content.writtenManifest() == null) {
            return Optional.of("its manifest is missing");
        }
        if (!content.isAsBuilt()) {
            return Optional.of("its manifest does not fit its files");
        }
        if (content.cases().writtenManifest() == null
                && !content.cases().files().isEmpty()) {
            return Optional.of("the manifest of its cases is missing");
        }
        var cases = content.cases().changes();
        if (!cases.isEmpty()) {
            return Optional.of("its cases are not those that were kept (%s)".formatted(String.join(", ", cases)));
        }
        return isSignatureOfThis() ? Optional.empty() : Optional.of("its signature is not over these files");
    }

    private boolean isSignatureOfThis() {
        return content.signature() == null
                || SignedStatement.parse(content.signature())
                        .filter(statement -> statement.isAbout(content))
                        .isPresent();
    }
}
