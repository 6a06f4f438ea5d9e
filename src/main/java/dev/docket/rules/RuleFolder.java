package dev.docket.rules;

import dev.docket.decision.ActionCatalogue;
import dev.docket.decision.Taxonomy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private static final String NAME_FILE = "bundle.yaml";
    private static final int LARGEST_FILE_BYTES = 1 << 20;

    /**
     * Reads, checks and compiles a folder.
     *
     * @throws RuleException with every problem, each with file and line
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static RuleFolder load(Path folder) {
        return compile(read(folder));
    }

    /** The files of a folder that decide: every {@code *.drl} and the three data files, by name. */
    public static SortedMap<String, byte[]> read(Path folder) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().toList()) {
                String name = path.getFileName().toString();
                if (name.endsWith(".drl") || isData(name)) {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the rule folder " + folder, unreadable);
        }
        return files;
    }

    private static boolean isData(String name) {
        return name.equals(ParameterReader.FILE)
                || name.equals(PolicyDataReader.TAXONOMY_FILE)
                || name.equals(PolicyDataReader.ACTIONS_FILE)
                || name.equals(NAME_FILE);
    }

    /**
     * Checks and compiles files.
     *
     * @throws RuleException with every problem, each with file and line
     */
    public static RuleFolder compile(SortedMap<String, byte[]> files) {
        Collection<RuleProblem> found = new TreeSet<>();
        Map<String, YamlNode> names = YamlNode.read(text(NAME_FILE, files, found), new Problems(NAME_FILE, found));
        Taxonomy taxonomy = PolicyDataReader.taxonomy(
                text(PolicyDataReader.TAXONOMY_FILE, files, found),
                new Problems(PolicyDataReader.TAXONOMY_FILE, found));
        PolicyDataReader.Actions actions = PolicyDataReader.actions(
                text(PolicyDataReader.ACTIONS_FILE, files, found), new Problems(PolicyDataReader.ACTIONS_FILE, found));
        SortedMap<String, ParameterDefinition> parameters = ParameterReader.read(
                text(ParameterReader.FILE, files, found), new Problems(ParameterReader.FILE, found));
        String name = nameOf("name", names, found);
        String version = nameOf("version", names, found);
        requireArbitration(parameters, new Problems(ParameterReader.FILE, found));
        List<ParsedRule> rules = rules(
                files,
                new RuleReader(
                        parameters,
                        new PolicyNames(
                                codes(files), actions.catalogue().actions().keySet(), actions.roles())),
                found);
        if (!found.isEmpty()) {
            throw new RuleException(found);
        }
        DroolsRuleBook ruleBook =
                new DroolsRuleBook(KieCompiler.compile(rules), rules, new ParameterBook(parameters.values()));
        return new RuleFolder(name, version, ruleBook, taxonomy, actions.catalogue(), files);
    }

    /** Every code that the taxonomy has, also those whose entry is wrong, so that a mistake is told once. */
    private static Set<String> codes(SortedMap<String, byte[]> files) {
        Collection<RuleProblem> none = new TreeSet<>();
        String file = PolicyDataReader.TAXONOMY_FILE;
        return YamlNode.read(text(file, files, none), new Problems(file, none)).keySet();
    }

    /** The names that effects and cases may use. */
    PolicyNames names() {
        Collection<RuleProblem> none = new TreeSet<>();
        PolicyDataReader.Actions read = PolicyDataReader.actions(
                text(PolicyDataReader.ACTIONS_FILE, files, none), new Problems(PolicyDataReader.ACTIONS_FILE, none));
        return new PolicyNames(taxonomy.codes().keySet(), actions.actions().keySet(), read.roles());
    }

    private static String nameOf(String field, Map<String, YamlNode> names, Collection<RuleProblem> found) {
        YamlNode node = names.get(field);
        if (node == null) {
            found.add(new RuleProblem(NAME_FILE, 1, Problems.DATA, "'%s' is missing".formatted(field)));
            return "";
        }
        return node.text();
    }

    private static void requireArbitration(Map<String, ParameterDefinition> parameters, Problems problems) {
        ParameterBook.ARBITRATION.forEach((name, unit) -> {
            ParameterDefinition definition = parameters.get(name);
            if (definition == null) {
                problems.add(1, Problems.DATA, "parameter '%s' is missing".formatted(name));
            } else if (definition.unit() != unit) {
                problems.add(
                        definition.line(), Problems.DATA, "parameter '%s' must have the unit %s".formatted(name, unit));
            }
        });
    }

    private static List<ParsedRule> rules(
            SortedMap<String, byte[]> files, RuleReader reader, Collection<RuleProblem> found) {
        Map<String, ParsedRule> byId = new LinkedHashMap<>();
        files.keySet().stream().filter(name -> name.endsWith(".drl")).forEach(name -> {
            Problems problems = new Problems(name, found);
            for (ParsedRule rule : reader.read(text(name, files, found), problems)) {
                ParsedRule other = byId.putIfAbsent(rule.id(), rule);
                if (other != null) {
                    problems.add(
                            rule.line(),
                            Problems.DUPLICATE,
                            "rule '%s' stands already at %s".formatted(rule.id(), other.source()));
                }
            }
        });
        if (byId.isEmpty() && found.isEmpty()) {
            found.add(new RuleProblem(".", 1, Problems.DATA, "the folder has no rules"));
        }
        return List.copyOf(byId.values());
    }

    /** The text of a file; what is wrong with it is told, and then it counts as empty. */
    static String text(String name, SortedMap<String, byte[]> files, Collection<RuleProblem> found) {
        byte[] bytes = files.get(name);
        if (bytes == null || bytes.length > LARGEST_FILE_BYTES) {
            found.add(new RuleProblem(
                    name, 1, Problems.DATA, bytes == null ? "the file is missing" : "the file is larger than 1 MiB"));
            return "{}";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            found.add(new RuleProblem(name, 1, Problems.SYNTAX, "the file is not UTF-8"));
            return "{}";
        }
    }
}
