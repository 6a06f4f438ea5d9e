package dev.docket.rules.read;

import dev.docket.decision.Edition;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.mapping.DocumentMapping;
import dev.docket.mapping.MappingReader;
import dev.docket.mapping.Mappings;
import dev.docket.mapping.PatchMapping;
import dev.docket.mapping.PatchReader;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.Severity;
import dev.docket.rules.data.AttributeReader;
import dev.docket.rules.data.CalendarReader;
import dev.docket.rules.data.ParameterBook;
import dev.docket.rules.data.ParameterReader;
import dev.docket.rules.data.PolicyDataReader;
import dev.docket.rules.data.Rates;
import dev.docket.rules.data.RatesReader;
import dev.docket.rules.language.Declared;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.PolicyNames;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.RuleText;
import dev.docket.rules.table.CellReading;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a rule folder say, as far as they can be read; nothing is compiled.
 *
 * @param roles who may be asked to agree
 * @param rules those that can be read
 * @param mappings none in a bundle that is replayed, whose requests are orders already
 * @param problems everything that is wrong; a folder with any is never used
 * @param notices what is not read, though the folder may be used
 */
public record ParsedFolder(
        String name,
        String version,
        Edition edition,
        Taxonomy taxonomy,
        ActionCatalogue actions,
        SortedSet<String> roles,
        SortedMap<String, ParameterDefinition> parameters,
        AttributeCatalogue attributes,
        List<ParsedRule> rules,
        Mappings mappings,
        SortedSet<RuleProblem> problems,
        SortedSet<RuleProblem> notices) {
    public static final String NAME_FILE = "bundle.yaml";

    public static ParsedFolder read(SortedMap<String, byte[]> files) {
        return read(files, false);
    }

    /** The same for a bundle that has decided: of the first edition, workbooks are read as they were then. */
    public static ParsedFolder recorded(SortedMap<String, byte[]> files) {
        return read(files, true);
    }

    private static ParsedFolder read(SortedMap<String, byte[]> files, boolean isReplay) {
        SortedSet<RuleProblem> found = new TreeSet<>();
        if (files.size() > Limits.FILES) {
            new FileProblems(".", found).add(1, Limits.exceeded("too many files", Limits.FILES));
        }
        RuleFiles.clashes(files.keySet()).forEach((path, other) -> new FileProblems(path, found)
                .add(
                        1,
                        ErrorCode.DATA,
                        "'%s' and '%s' are one and the same on Windows and macOS. Maybe rename one?"
                                .formatted(path, other)));
        FileProblems nameProblems = new FileProblems(NAME_FILE, found);
        Map<String, YamlNode> names = YamlFile.read(text(NAME_FILE, files, nameProblems), nameProblems);
        FileProblems taxonomyProblems = new FileProblems(PolicyDataReader.TAXONOMY_FILE, found);
        Map<String, YamlNode> codes =
                YamlFile.read(text(PolicyDataReader.TAXONOMY_FILE, files, taxonomyProblems), taxonomyProblems);
        Taxonomy taxonomy = withCalendars(PolicyDataReader.taxonomy(codes), files, found);
        FileProblems actionProblems = new FileProblems(PolicyDataReader.ACTIONS_FILE, found);
        PolicyDataReader.Actions actions =
                PolicyDataReader.actions(text(PolicyDataReader.ACTIONS_FILE, files, actionProblems), actionProblems);
        AttributeCatalogue attributes = attributes(files, found);
        FileProblems parameterProblems = new FileProblems(ParameterReader.FILE, found);
        SortedMap<String, ParameterDefinition> parameters = ParameterReader.read(
                text(ParameterReader.FILE, files, parameterProblems),
                rates(files, found),
                attributes,
                parameterProblems);
        String name = nameOf("name", names, nameProblems);
        String version = nameOf("version", names, nameProblems);
        Edition edition = edition(names.get("edition"));
        requireArbitration(parameters, parameterProblems);
        // Also the codes whose entry is wrong, so that one mistake is reported once.
        PolicyNames policyNames =
                new PolicyNames(codes.keySet(), actions.catalogue().actions().keySet(), actions.roles());
        // Where names cannot be read, each use of one would be reported as a mistake of the rule.
        boolean namesAreKnown = found.stream().noneMatch(problem -> problem.code() == ErrorCode.SYNTAX);
        List<ParsedRule> rules = namesAreKnown
                ? new FolderRules(
                                files,
                                CellReading.of(edition, isReplay),
                                new RuleReader(new Declared(parameters, attributes), policyNames))
                        .read(found)
                : List.of();
        Mappings mappings = isReplay ? Mappings.NONE : mappings(files, attributes, found);
        if (!isReplay && files.containsKey(RuleFiles.APPROVALS)) {
            // What it says is read where a change is approved; that nothing in it is hidden, here.
            text(RuleFiles.APPROVALS, files, new FileProblems(RuleFiles.APPROVALS, found));
        }
        return new ParsedFolder(
                name,
                version,
                edition,
                taxonomy,
                actions.catalogue(),
                new TreeSet<>(actions.roles()),
                parameters,
                attributes,
                rules,
                mappings,
                found.stream()
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .collect(Collectors.toCollection(TreeSet::new)),
                found.stream()
                        .filter(problem -> problem.severity() != Severity.ERROR)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Mappings mappings(
            SortedMap<String, byte[]> files, AttributeCatalogue attributes, SortedSet<RuleProblem> found) {
        SortedMap<String, DocumentMapping> documents = new TreeMap<>();
        SortedMap<String, PatchMapping> patches = new TreeMap<>();
        files.keySet().stream().filter(RuleFiles::isMapping).forEach(file -> {
            FileProblems problems = new FileProblems(file, found);
            String name = file.substring(Mappings.FOLDER.length()).replaceAll("\\.yaml$", "");
            String text = text(file, files, problems);
            if (PatchReader.isPatch(text)) {
                patches.put(name, PatchReader.read(name, text, problems));
            } else {
                documents.put(name, MappingReader.read(name, text, attributes, problems));
            }
        });
        return new Mappings(documents, patches);
    }

    private static Taxonomy withCalendars(
            Taxonomy taxonomy, SortedMap<String, byte[]> files, SortedSet<RuleProblem> found) {
        if (!files.containsKey(CalendarReader.FILE)) {
            return taxonomy;
        }
        FileProblems problems = new FileProblems(CalendarReader.FILE, found);
        Set<String> queues =
                taxonomy.codes().values().stream().map(Taxonomy.Entry::queue).collect(Collectors.toSet());
        return new Taxonomy(
                taxonomy.codes(), CalendarReader.read(text(CalendarReader.FILE, files, problems), queues, problems));
    }

    private static AttributeCatalogue attributes(SortedMap<String, byte[]> files, SortedSet<RuleProblem> found) {
        FileProblems problems = new FileProblems(AttributeReader.FILE, found);
        return files.containsKey(AttributeReader.FILE)
                ? AttributeReader.read(text(AttributeReader.FILE, files, problems), problems)
                : AttributeCatalogue.NONE;
    }

    private static Rates rates(SortedMap<String, byte[]> files, SortedSet<RuleProblem> found) {
        FileProblems problems = new FileProblems(RatesReader.FILE, found);
        return files.containsKey(RatesReader.FILE)
                ? RatesReader.read(text(RatesReader.FILE, files, problems), problems)
                : Rates.NONE;
    }

    private static String nameOf(String field, Map<String, YamlNode> names, FileProblems problems) {
        YamlNode node = names.get(field);
        if (node == null) {
            problems.add(1, ErrorCode.DATA, "'%s' is missing".formatted(field));
            return "";
        }
        return node.text();
    }

    /** The first when the file names none: it was written before there was another. */
    private static Edition edition(@Nullable YamlNode node) {
        if (node == null) {
            return Edition.FIRST;
        }
        Optional<Edition> edition = Arrays.stream(Edition.values())
                .filter(each -> node.text().equals(Integer.toString(each.number())))
                .findFirst();
        if (edition.isEmpty()) {
            node.problem("edition is 1 or 2, not %s".formatted(node.text()));
        }
        return edition.orElse(Edition.SECOND);
    }

    private static void requireArbitration(Map<String, ParameterDefinition> parameters, FileProblems problems) {
        ParameterBook.ARBITRATION.forEach((name, unit) -> {
            if (!parameters.containsKey(name)) {
                problems.add(1, ErrorCode.DATA, "parameter '%s' is missing".formatted(name));
            }
            requireUnit(parameters.get(name), unit, problems);
        });
        ParameterBook.OPTIONAL.forEach((name, unit) -> requireUnit(parameters.get(name), unit, problems));
    }

    private static void requireUnit(
            @Nullable ParameterDefinition definition, ParameterDefinition.Unit unit, FileProblems problems) {
        if (definition != null && definition.unit() != unit) {
            problems.add(
                    definition.line(),
                    ErrorCode.DATA,
                    "parameter '%s' must have the unit %s".formatted(definition.name(), unit));
        }
    }

    /** The text of a file; what is wrong with it is reported, and then it counts as empty. */
    public static String text(String name, SortedMap<String, byte[]> files, FileProblems problems) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            problems.add(1, ErrorCode.DATA, "the file is missing");
            return "{}";
        }
        if (bytes.length > Limits.FILE_BYTES) {
            problems.add(1, Limits.exceeded("the file is large in bytes", Limits.FILE_BYTES));
            return "{}";
        }
        try {
            String text = RuleText.withoutMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            RuleText.isVisible(text, problems);
            return text;
        } catch (CharacterCodingException notUtf8) {
            problems.add(1, ErrorCode.SYNTAX, "the file is not UTF-8. Maybe save it as UTF-8 (in Excel: CSV UTF-8)?");
            return "{}";
        }
    }
}
