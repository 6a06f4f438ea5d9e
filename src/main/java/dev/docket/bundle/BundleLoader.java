package dev.docket.bundle;

import dev.docket.decision.BundleId;
import dev.docket.decision.Decider;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Loads rules and model from folders into one bundle. */
public final class BundleLoader {
    private BundleLoader() {}

    /**
     * Loads a bundle.
     *
     * @param modelsDir the folder with the models, or null to decide without a classifier
     * @throws BundleException with every problem, when the rules do not compile or the model cannot be used
     */
    public static Bundle load(Path rulesDir, @Nullable Path modelsDir) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        RuleFolder rules = rules(rulesDir);
        rules.files().forEach((name, bytes) -> files.put("rules/" + name, bytes));
        Manifest manifest = Manifest.of(files);
        return new Bundle(
                new BundleId(rules.name(), rules.version(), manifest.digest()),
                new Decider(rules.ruleBook(), new NoClassifier(), rules.taxonomy(), rules.actions()),
                rules.taxonomy(),
                rules.actions(),
                rules.ruleBook().descriptions(),
                null);
    }

    private static RuleFolder rules(Path folder) {
        try {
            return RuleFolder.load(folder);
        } catch (RuleException wrong) {
            throw new BundleException(wrong.problems().stream()
                    .map(problem -> folder.resolve(problem.file()) + ":" + problem.line() + ": " + problem.code() + ": "
                            + problem.message())
                    .toList());
        } catch (UncheckedIOException unreadable) {
            throw new BundleException(List.of("%s (%s). Name the folder with --rules."
                    .formatted(unreadable.getMessage(), unreadable.getCause())));
        }
    }
}
