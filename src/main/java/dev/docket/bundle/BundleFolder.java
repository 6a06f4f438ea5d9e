package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a bundle are on disk.
 *
 * @param root where {@code manifest} and {@code signature} may be, or null for separate folders
 * @param rules the folder of rules, parameters, taxonomy, actions and {@code bundle.yaml}
 * @param models the folder with the models, or null to decide without a classifier
 */
public record BundleFolder(
        @Nullable Path root, Path rules, @Nullable Path models) {
    static final String MANIFEST = "manifest";
    static final String CASE_MANIFEST = "manifest.cases";
    public static final String SIGNATURE = "signature";
    static final String RULES = "rules";
    static final String MODELS = "models";
    static final String NAME_FILE = "bundle.yaml";

    /** Rules and models in separate folders. */
    public static BundleFolder of(Path rules, @Nullable Path models) {
        return new BundleFolder(null, rules, models);
    }

    /**
     * A folder with {@code rules/} and perhaps {@code models/}, as {@code bundle build} writes it, or a rule folder.
     *
     * @throws BundleException if it is neither
     */
    public static BundleFolder at(Path folder) {
        if (Files.isRegularFile(folder.resolve(NAME_FILE))) {
            return of(folder, null);
        }
        if (!Files.isDirectory(folder.resolve(RULES))) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.UNREADABLE,
                    "%s is not a bundle: it has neither rules/ nor bundle.yaml.\nDid you mean its parent folder, or one written by './docket bundle build'?"
                            .formatted(folder)));
        }
        Path models = folder.resolve(MODELS);
        return new BundleFolder(folder, folder.resolve(RULES), Files.isDirectory(models) ? models : null);
    }
}
