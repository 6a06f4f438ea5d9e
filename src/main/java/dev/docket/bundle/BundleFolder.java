package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a bundle lie on disk.
 *
 * @param root where {@code manifest} and {@code signature} may stand, or null for folders that are no unit
 * @param rules the folder of rules, parameters, taxonomy, actions and {@code bundle.yaml}
 * @param models the folder with the models, or null to decide without a classifier
 */
public record BundleFolder(
        @Nullable Path root, Path rules, @Nullable Path models) {
    static final String MANIFEST = "manifest";
    static final String CASE_MANIFEST = "manifest.cases";
    static final String SIGNATURE = "signature";
    static final String RULES = "rules";
    static final String MODELS = "models";
    static final String NAME_FILE = "bundle.yaml";

    /** Rules and models of folders of their own. */
    public static BundleFolder of(Path rules, @Nullable Path models) {
        return new BundleFolder(null, rules, models);
    }

    /**
     * A folder with {@code rules/} and perhaps {@code models/}, such as {@code bundle build} writes; or a rule folder.
     *
     * @throws BundleException when it is neither
     */
    public static BundleFolder at(Path folder) {
        if (Files.isRegularFile(folder.resolve(NAME_FILE))) {
            return of(folder, null);
        }
        if (!Files.isDirectory(folder.resolve(RULES))) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.UNREADABLE,
                    "%s is no bundle: it has neither rules/ nor bundle.yaml.\nMaybe you mean the folder above it, or one that './docket bundle build' wrote?"
                            .formatted(folder)));
        }
        Path models = folder.resolve(MODELS);
        return new BundleFolder(folder, folder.resolve(RULES), Files.isDirectory(models) ? models : null);
    }
}
