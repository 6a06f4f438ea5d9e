package dev.docket.bundle;

import dev.docket.decision.BundleId;
import dev.docket.decision.Decider;
import dev.docket.priority.ModelException;
import dev.docket.priority.PriorityModel;
import dev.docket.priority.TribuoClassifier;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads rules and model from folders into one bundle. */
public final class BundleLoader {
    private static final String PRIORITY = "priority";

    private BundleLoader() {}

    /**
     * Loads a bundle.
     *
     * @param modelsDir the folder with the models, or null to decide without a classifier
     * @throws BundleException with every problem, when the rules do not compile or the model cannot be used
     */
    public static Bundle load(Path rulesDir, @Nullable Path modelsDir) {
        RuleFolder rules = rules(rulesDir);
        PriorityModel model = modelsDir == null ? null : model(modelsDir.resolve(PRIORITY));
        return new Bundle(
                new BundleId(
                        rules.name(),
                        rules.version(),
                        Manifest.of(rules.files(), model == null ? null : model.id())
                                .digest()),
                new Decider(
                        rules.ruleBook(),
                        model == null ? new NoClassifier() : new TribuoClassifier(model),
                        rules.taxonomy(),
                        rules.actions()),
                rules.taxonomy(),
                rules.actions(),
                rules.ruleBook().descriptions(),
                model == null ? null : model.description());
    }

    private static PriorityModel model(Path folder) {
        try {
            return PriorityModel.current(folder);
        } catch (ModelException unusable) {
            throw new BundleException(List.of(unusable.getMessage()));
        }
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
