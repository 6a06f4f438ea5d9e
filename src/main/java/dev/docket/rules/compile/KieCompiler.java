package dev.docket.rules.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.digest.Digest;
import dev.docket.rules.CompiledRuleCache;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.language.ParsedRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

    private static final String CLASS = ".class";

    private static volatile CompiledRuleCache cache = CompiledRuleCache.NONE;

    private KieCompiler() {}

    /**
     * What Drools made of the rules.
     *
     * @param rules the executable model, by rule id
     * @param releaseId under which Drools keeps them; who wants a session can make a container from it. None if they were
     *     compiled earlier
     */
    public record Compiled(Map<String, Rule> rules, Optional<ReleaseId> releaseId) implements AutoCloseable {
        /** Frees the classes. */
        @Override
        public void close() {
            releaseId.ifPresent(release -> KieServices.get().getRepository().removeKieModule(release));
        }
    }

    /** From now on, this process asks a cache before it compiles. */
    public static void use(CompiledRuleCache other) {
        cache = other;
    }

    /**
     * Compiles the rules, unless the cache has what was once made of them.
     *
     * @throws RuleException naming the rule that Drools does not compile, or when it takes too long
     */
    public static Compiled compile(List<ParsedRule> rules) {
        Digest source = Digest.over(text(rules).getBytes(UTF_8));
        return cache.find(source).flatMap(KieCompiler::loaded).orElseGet(() -> Compilations.shared()
                .run(() -> compileAll(rules, source)));
    }

    private static Optional<Compiled> loaded(byte[] classes) {
        try {
            return Optional.of(new Compiled(RuleClasses.of(classes).load(), Optional.empty()));
        } catch (IOException | ReflectiveOperationException | LinkageError unfit) {
            return Optional.empty(); // compiled anew, which replaces it
        }
    }

    private static String text(List<ParsedRule> rules) {
        StringBuilder text = new StringBuilder(Lowering.header());
        rules.forEach(rule -> text.append(Lowering.rule(rule)));
        return text.toString();
    }

    /** How many compilations took too long since the process started. */
    public static long givenUp() {
        return Compilations.shared().givenUp();
    }

    /** How often Drools was asked to build, so that a test can see that it was not. */
    public static long builds() {
        return GENERATION.get();
    }

    private record Built(CanonicalKieModule module, Map<String, Rule> rules) {}

    private static Compiled compileAll(List<ParsedRule> rules, Digest source) {
        try {
            Built built = build(rules);
            cache.keep(source, classes(built.module()).bytes());
            return new Compiled(built.rules(), Optional.of(built.module().getReleaseId()));
        } catch (BuildFailure all) {
            List<RuleProblem> problems = new ArrayList<>();
            for (ParsedRule rule : rules) {
                try {
                    KieServices.get()
                            .getRepository()
                            .removeKieModule(build(List.of(rule)).module().getReleaseId());
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

    private static Built build(List<ParsedRule> rules) throws BuildFailure {
        KieServices services = KieServices.get();
        ReleaseId release = services.newReleaseId("dev.docket", "rules", "1." + GENERATION.incrementAndGet());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        files.write("src/main/resources/docket/compiled/rules.drl", text(rules));
        try {
            KieBuilder builder = services.newKieBuilder(files, KieCompiler.class.getClassLoader())
                    .buildAll(ExecutableModelProject.class);
            if (builder.getResults().hasMessages(Message.Level.ERROR)) {
                throw new BuildFailure(builder.getResults().getMessages(Message.Level.ERROR).stream()
                        .map(Message::getText)
                        .distinct()
                        .collect(Collectors.joining("; ")));
            }
            CanonicalKieModule module = (CanonicalKieModule) builder.getKieModule();
            return new Built(module, model(module));
        } catch (BuildFailure failure) {
            services.getRepository().removeKieModule(release);
            throw failure;
        } catch (RuntimeException failure) { // Drools reports some mistakes by any runtime exception
            services.getRepository().removeKieModule(release);
            throw new BuildFailure(String.valueOf(failure.getMessage()));
        }
    }

    private static RuleClasses classes(CanonicalKieModule module) {
        SortedMap<String, byte[]> byName = new TreeMap<>();
        for (String file : module.getFileNames()) {
            if (file.endsWith(CLASS)) {
                byName.put(
                        file.substring(0, file.length() - CLASS.length()).replace('/', '.'),
                        Objects.requireNonNull(module.getBytes(file)));
            }
        }
        return new RuleClasses(byName);
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
