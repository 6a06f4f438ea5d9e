package dev.docket.rules;

import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.mapping.Mappings;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.rules.compile.Build;
import dev.docket.rules.compile.KieCompiler;
import dev.docket.rules.data.ParameterBook;
import dev.docket.rules.language.PolicyNames;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.rules.read.RuleFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A folder of rules, parameters, taxonomy and actions, read, checked and compiled.
 *
 * @param name what the folder calls itself
 * @param version the version that the folder gives itself
 * @param attributes what orders may carry beside the fields of every request
 * @param roles who may be asked to agree
 * @param mappings how documents of other systems become orders, and decisions what other systems read
 * @param files the files that decide, by path relative to the folder, with {@code /} on every platform
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RuleFolder(
        String name,
        String version,
        DroolsRuleBook ruleBook,
        Taxonomy taxonomy,
        ActionCatalogue actions,
        AttributeCatalogue attributes,
        SortedSet<String> roles,
        Mappings mappings,
        SortedMap<String, byte[]> files) {
    /**
     * Reads, checks and compiles a folder.
     *
     * @throws RuleException with every problem, each with file and line
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static RuleFolder load(Path folder) {
        return compile(read(folder));
    }

    /** The files of a folder that decide: every rule file, decision table and the data files, by path. */
    public static SortedMap<String, byte[]> read(Path folder) {
        return new TreeMap<>(RuleFiles.of(folder).deciding());
    }

    /** The cases and fixtures of a folder by path relative to it: they prove, and decide nothing. */
    public static SortedMap<String, byte[]> readCases(Path folder) {
        return new TreeMap<>(RuleFiles.of(folder).proving());
    }

    /**
     * A warning for each file of a folder that is neither rule, data nor case, and is not known to be beside the point.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static List<RuleProblem> unread(Path folder) {
        return List.copyOf(RuleFiles.of(folder).notices());
    }

    /** Whether a file would be among those that decide, because of its path. */
    public static boolean decides(String path) {
        return RuleFiles.decides(path);
    }

    /** Whether a file would be among the cases, because of its path. */
    public static boolean proves(String path) {
        return RuleFiles.proves(path);
    }

    /** Whether a file holds the parameters. */
    public static boolean isParameters(String name) {
        return RuleFiles.isParameters(name);
    }

    /**
     * Checks and compiles files.
     *
     * @throws RuleException with every problem, each with file and line
     */
    public static RuleFolder compile(SortedMap<String, byte[]> files) {
        return compile(ParsedFolder.read(files), files);
    }

    /**
     * Checks and compiles the files of a bundle that has decided, to replay it: of the first edition, workbooks are read as
     * they were then. Such a bundle may have cells that a reader does not see, so it must not decide anew.
     *
     * @throws RuleException with every problem, each with file and line
     */
    public static RuleFolder compileRecorded(SortedMap<String, byte[]> files) {
        return compile(ParsedFolder.recorded(files), files);
    }

    /** Compiles files that were parsed. @throws RuleException with every problem, each with file and line */
    static RuleFolder compile(ParsedFolder parsed, SortedMap<String, byte[]> files) {
        if (!parsed.problems().isEmpty()) {
            throw new RuleException(parsed.problems());
        }
        DroolsRuleBook ruleBook = new DroolsRuleBook(
                KieCompiler.compile(parsed.rules()),
                parsed.rules(),
                new ParameterBook(parsed.parameters().values()),
                parsed.edition());
        return new RuleFolder(
                parsed.name(),
                parsed.version(),
                ruleBook,
                parsed.taxonomy(),
                parsed.actions(),
                parsed.attributes(),
                parsed.roles(),
                parsed.mappings(),
                files);
    }

    /** From now on, this process asks a cache before it compiles rules. */
    public static void use(CompiledRuleCache cache) {
        KieCompiler.use(cache);
    }

    /** Names the code that compiles rules and that they are compiled against; nothing while it runs from class files. */
    public static Optional<String> build() {
        return Build.name();
    }

    /** How many compilations took too long, and were given up, since the process started. */
    public static long compilationsGivenUp() {
        return KieCompiler.givenUp();
    }

    /** The names that effects and cases may use. */
    PolicyNames names() {
        return new PolicyNames(taxonomy.codes().keySet(), actions.actions().keySet(), roles);
    }
}
