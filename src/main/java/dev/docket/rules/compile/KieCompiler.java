package dev.docket.rules.compile;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.language.ParsedRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.drools.compiler.kproject.models.KieBaseModelImpl;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieBaseModel;

/** Compiles checked rules with Drools, through the KIE API, into its executable model. */
public final class KieCompiler {
    private static final AtomicLong GENERATION = new AtomicLong();

    private KieCompiler() {}

    /**
     * What Drools made of the rules.
     *
     * @param rules the executable model, by rule id
     * @param releaseId under which Drools keeps them; who wants a session can make a container from it
     */
    public record Compiled(Map<String, Rule> rules, ReleaseId releaseId) implements AutoCloseable {
        /** Frees the classes. */
        @Override
        public void close() {
            KieServices.get().getRepository().removeKieModule(releaseId);
        }
    }

    /**
     * Compiles the rules.
     *
     * @throws RuleException naming the rule that Drools does not compile, or when it takes too long
     */
    public static Compiled compile(List<ParsedRule> rules) {
        return Compilations.shared().run(() -> compileAll(rules));
    }

    /** How many compilations took too long since the process started. */
    public static long givenUp() {
        return Compilations.shared().givenUp();
    }

    /** How often Drools was asked to build, so that a test can see that it was not. */
    public static long builds() {
        return GENERATION.get();
    }

    private static Compiled compileAll(List<ParsedRule> rules) {
        try {
            return build(rules);
        } catch (BuildFailure all) {
            List<RuleProblem> problems = new ArrayList<>();
            for (ParsedRule rule : rules) {
                try {
                    build(List.of(rule)).close();
                } catch (BuildFailure one) {
                    problems.add(new RuleProblem(
                            rule.file(),
                            rule.line(),
                            ErrorCode.COMPILER,
                            "rule '%s' does not compile: %s".formatted(rule.id(), one.getMessage())));
                }
            }
            if (problems.isEmpty()) {
                problems.add(
                        new RuleProblem(rules.get(0).file(), 1, ErrorCode.COMPILER, String.valueOf(all.getMessage())));
            }
            throw new RuleException(problems);
        }
    }

    private static Compiled build(List<ParsedRule> rules) throws BuildFailure {
        KieServices services = KieServices.get();
        ReleaseId release = services.newReleaseId("dev.docket", "rules", "1." + GENERATION.incrementAndGet());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        StringBuilder text = new StringBuilder(Lowering.header());
        rules.forEach(rule -> text.append(Lowering.rule(rule)));
        files.write("src/main/resources/docket/compiled/rules.drl", text.toString());
        try {
            KieBuilder builder = services.newKieBuilder(files, KieCompiler.class.getClassLoader())
                    .buildAll(ExecutableModelProject.class);
            if (builder.getResults().hasMessages(Message.Level.ERROR)) {
                throw new BuildFailure(builder.getResults().getMessages(Message.Level.ERROR).stream()
                        .map(Message::getText)
                        .distinct()
                        .collect(Collectors.joining("; ")));
            }
            return new Compiled(model((CanonicalKieModule) builder.getKieModule()), release);
        } catch (BuildFailure failure) {
            services.getRepository().removeKieModule(release);
            throw failure;
        } catch (RuntimeException failure) { // Drools reports some mistakes by any runtime exception
            services.getRepository().removeKieModule(release);
            throw new BuildFailure(String.valueOf(failure.getMessage()));
        }
    }

    private static Map<String, Rule> model(CanonicalKieModule module) {
        Map<String, Rule> rules = new HashMap<>();
        for (KieBaseModel base : module.getKieModuleModel().getKieBaseModels().values()) {
            for (Model model : module.getModelForKBase((KieBaseModelImpl) base)) {
                model.getRules().forEach(rule -> rules.put(rule.getName(), rule));
            }
        }
        return rules;
    }

    private static final class BuildFailure extends Exception {
        BuildFailure(String message) {
            super(message);
        }
    }
}
