package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import dev.docket.decision.Decider;
import dev.docket.decision.Edition;
import dev.docket.decision.id.BundleId;
import dev.docket.priority.ModelException;
import dev.docket.priority.TrainedModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.RuleProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads rules and model from folders into one bundle. */
public final class BundleLoader {
    private BundleLoader() {}

    /**
     * Loads a bundle for the lifetime of the process.
     *
     * @param modelsDir the folder with the models, or null to decide without a classifier
     * @throws BundleException with every problem, if the rules do not compile or the model cannot be used
     */
    public static Bundle load(Path rulesDir, @Nullable Path modelsDir) {
        return load(BundleFolder.of(rulesDir, modelsDir)).bundle();
    }

    /** Reads and loads a bundle. @throws BundleException with every problem */
    public static LoadedBundle load(BundleFolder folder) {
        return load(folder, BundleContent.read(folder));
    }

    /**
     * Loads a bundle from bytes already read.
     *
     * @param folder where they were read from; problems name its files
     * @throws BundleException with every problem
     */
    public static LoadedBundle load(BundleFolder folder, BundleContent content) {
        return load(folder, content, RuleFolder::compile);
    }

    /**
     * Loads a bundle for replay: what was read when it decided is read again, also where it would be refused today.
     *
     * @throws BundleException with every problem
     */
    static LoadedBundle loadRecorded(BundleFolder folder, BundleContent content) {
        return load(folder, content, RuleFolder::compileRecorded);
    }

    private static LoadedBundle load(
            BundleFolder folder, BundleContent content, Function<SortedMap<String, byte[]>, RuleFolder> compiler) {
        TrainedModel model = model(folder, content);
        RuleFolder rules = rules(folder.rules(), content, compiler);
        Bundle bundle = new Bundle(
                new BundleId(rules.name(), rules.version(), content.manifest().digest()),
                new Decider(
                        rules.ruleBook(),
                        model == null
                                ? new NoClassifier()
                                : model.classifier(rules.ruleBook().edition()),
                        rules.taxonomy(),
                        rules.actions()),
                rules.taxonomy(),
                rules.actions(),
                rules.attributes(),
                rules.ruleBook().descriptions(),
                model == null ? null : model.description(),
                model == null ? null : model.drift(),
                model == null ? null : usual(model, rules.ruleBook().edition()),
                rules.mappings());
        return new LoadedBundle(
                content, bundle, casesOf(folder.rules(), rules, content.cases()), rules.ruleBook()::close);
    }

    private static Bundle.@Nullable Usual usual(TrainedModel model, Edition edition) {
        return model.shippedSnapshot()
                .map(shipped -> new Bundle.Usual(
                        shipped,
                        shipped,
                        other -> model.classifier(edition, other),
                        model.calibration().orElse(null)))
                .orElse(null);
    }

    private static @Nullable TrainedModel model(BundleFolder folder, BundleContent content) {
        if (content.model() == null || folder.models() == null) {
            return null;
        }
        try {
            // The bytes that were hashed. The files may have changed since.
            return ModelLoader.of(
                    content.model().in(folder.models()), content.model().files());
        } catch (ModelException unusable) {
            throw new BundleException(BundleProblem.of(BundleProblem.MODEL, String.valueOf(unusable.getMessage())));
        }
    }

    private static RuleFolder rules(
            Path folder, BundleContent content, Function<SortedMap<String, byte[]>, RuleFolder> compiler) {
        try {
            return compiler.apply(content.rules());
        } catch (RuleException wrong) {
            throw new BundleException(problems(folder, wrong.problems()));
        }
    }

    private static BundleCases casesOf(Path folder, RuleFolder rules, CaseFiles read) {
        return () -> {
            RuleCheck.Cases cases = RuleCheck.cases(rules, read.files());
            return new BundleCases.Outcome(cases.count(), problems(folder, cases.problems()));
        };
    }

    private static List<BundleProblem> problems(Path folder, List<RuleProblem> problems) {
        return problems.stream()
                .map(problem -> new BundleProblem(
                        folder.resolve(problem.file()).toString(),
                        problem.line(),
                        problem.code().toString(),
                        problem.message()))
                .toList();
    }
}
