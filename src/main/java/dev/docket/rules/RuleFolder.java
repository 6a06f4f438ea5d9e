package dev.docket.rules;

import dev.docket.decision.ActionCatalogue;
import dev.docket.decision.Taxonomy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of rules, parameters, taxonomy and actions, read, checked and compiled.
 *
 * @param name what the folder calls itself
 * @param version the version that the folder gives itself
 * @param files the files that decide, by name relative to the folder
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RuleFolder(
        String name,
        String version,
        DroolsRuleBook ruleBook,
        Taxonomy taxonomy,
        ActionCatalogue actions,
        SortedMap<String, byte[]> files) {
    private static final Pattern RULES = Pattern.compile("\\.(drl|csv|xlsx|xlsm|xlsb|xls|ods)$");

    /**
     * Reads, checks and compiles a folder.
     *
     * @throws RuleException with every problem, each with file and line
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static RuleFolder load(Path folder) {
        return compile(read(folder));
    }

    /** The files of a folder that decide: every rule file, decision table and the data files, by name. */
    public static SortedMap<String, byte[]> read(Path folder) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().toList()) {
                String name = path.getFileName().toString();
                if (Files.isRegularFile(path) && (hasRules(name) || isData(name))) {
                    files.put(name, start(path));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the rule folder " + folder, unreadable);
        }
        return files;
    }

    /** The cases and fixtures of a folder by name relative to it: they prove, and decide nothing. */
    public static SortedMap<String, byte[]> readCases(Path folder) {
        return CaseReader.files(folder);
    }

    /** The file, or of one that is too large just enough to tell that it is. */
    static byte[] start(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(Limits.FILE_BYTES + 1);
        }
    }

    /** Whether a file would have rules, also in a format of spreadsheets that is refused: it must not be passed over. */
    static boolean hasRules(String name) {
        // Excel keeps such a file beside each workbook that somebody has open.
        return RULES.matcher(name).find() && !name.startsWith("~$");
    }

    /** Whether a file holds the parameters. */
    public static boolean isParameters(String name) {
        return name.equals(ParameterReader.FILE);
    }

    private static boolean isData(String name) {
        return name.equals(ParameterReader.FILE)
                || name.equals(PolicyDataReader.TAXONOMY_FILE)
                || name.equals(PolicyDataReader.ACTIONS_FILE)
                || name.equals(ParsedFolder.NAME_FILE);
    }

    /**
     * Checks and compiles files.
     *
     * @throws RuleException with every problem, each with file and line
     */
    public static RuleFolder compile(SortedMap<String, byte[]> files) {
        ParsedFolder parsed = ParsedFolder.read(files);
        if (!parsed.problems().isEmpty()) {
            throw new RuleException(parsed.problems());
        }
        DroolsRuleBook ruleBook = new DroolsRuleBook(
                KieCompiler.compile(parsed.rules()),
                parsed.rules(),
                new ParameterBook(parsed.parameters().values()),
                parsed.edition());
        return new RuleFolder(parsed.name(), parsed.version(), ruleBook, parsed.taxonomy(), parsed.actions(), files);
    }

    /** The names that effects and cases may use. */
    PolicyNames names() {
        ParsedFolder parsed = ParsedFolder.read(files);
        return new PolicyNames(taxonomy.codes().keySet(), actions.actions().keySet(), parsed.roles());
    }
}
