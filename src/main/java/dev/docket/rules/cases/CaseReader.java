package dev.docket.rules.cases;

import dev.docket.order.OrderSnapshot;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.rules.read.RuleFiles;
import dev.docket.text.Suggestion;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the case files of a rule folder; what is wrong in one case leaves the others. */
public final class CaseReader {
    static final String FOLDER = "cases/";
    static final String FIXTURES = FOLDER + "fixtures/";
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    private final SortedMap<String, byte[]> files;
    private final ExpectationReader expectations;
    private final Collection<RuleProblem> found;
    private final Map<String, @Nullable CaseRequest> fixtures = new HashMap<>();
    private final Set<String> underway = new HashSet<>();
    private final Map<String, PolicyCase> byName = new LinkedHashMap<>();

    public CaseReader(SortedMap<String, byte[]> files, ExpectationReader expectations, Collection<RuleProblem> found) {
        this.files = files;
        this.expectations = expectations;
        this.found = found;
    }

    /** The case files and fixtures of a folder, by name relative to it; none when it has no cases. */
    public static SortedMap<String, byte[]> files(Path folder) {
        return new TreeMap<>(RuleFiles.of(folder).proving());
    }

    public List<PolicyCase> read() {
        for (String file : files.keySet()) {
            if (!file.startsWith(FIXTURES) && !file.startsWith(MappingCases.FOLDER)) {
                caseFile(file);
            }
        }
        return new ArrayList<>(byName.values());
    }

    private void caseFile(String file) {
        FileProblems problems = new FileProblems(file, found);
        Map<String, YamlNode> top = YamlFile.read(text(file), problems);
        YamlNode cases = top.get("cases");
        if (!top.keySet().equals(Set.of("area", "asOf", "cases")) || cases == null) {
            problems.add(1, ErrorCode.DATA, "a case file has 'area', 'asOf' and 'cases', not " + top.keySet());
            return;
        }
        for (YamlNode node : cases.list()) {
            PolicyCase read = oneCase(file, top.get("asOf"), node);
            if (read != null) {
                PolicyCase other = byName.putIfAbsent(read.name(), read);
                if (other != null) {
                    node.problem(
                            ErrorCode.DUPLICATE,
                            String.format(
                                    Locale.ROOT,
                                    "case '%s' stands already at %s:%d",
                                    read.name(),
                                    other.file(),
                                    other.line()));
                }
            }
        }
    }

    private @Nullable PolicyCase oneCase(String file, @Nullable YamlNode fileAsOf, YamlNode node) {
        int before = found.size();
        Map<String, YamlNode> fields =
                node.fields(Set.of("name", "says", "base", "expect"), Set.of("asOf", "with", "without"));
        YamlNode name = fields.get("name");
        YamlNode says = fields.get("says");
        YamlNode expect = fields.get("expect");
        CaseRequest request = patched(fields);
        if (name == null || says == null || expect == null || request == null) {
            return null;
        }
        if (!name.text().matches(NAME)) {
            name.problem("case name '%s' must be kebab-case".formatted(name.text()));
        }
        YamlNode asOf = fields.getOrDefault("asOf", fileAsOf);
        if (asOf != null) {
            request.set("asOf", asOf);
        }
        OrderSnapshot order = found.size() > before ? null : request.read(node);
        Expectation expectation = expectations.read(expect);
        return order == null || found.size() > before
                ? null
                : new PolicyCase(name.text(), says.text(), file, node.line(), order, expectation);
    }

    private @Nullable CaseRequest patched(Map<String, YamlNode> fields) {
        YamlNode base = fields.get("base");
        CaseRequest start = base == null ? CaseRequest.empty() : fixture(base);
        if (start == null) {
            return null;
        }
        CaseRequest request = start.copy();
        YamlNode with = fields.get("with");
        if (with != null) {
            with.map().forEach(request::set);
        }
        YamlNode without = fields.get("without");
        if (without != null) {
            without.list().forEach(request::remove);
        }
        return request;
    }

    /** The order of a fixture file, or null when there is none; a file that is wrong is reported once. */
    private @Nullable CaseRequest fixture(YamlNode name) {
        String file = fixtureFile(name.text());
        if (file == null) {
            List<String> known = files.keySet().stream()
                    .filter(path -> path.startsWith(FIXTURES))
                    .map(CaseReader::fixtureName)
                    .toList();
            name.problem(
                    ErrorCode.CASE_NAMES,
                    "there is no fixture '%s'.%s".formatted(name.text(), Suggestion.didYouMean(name.text(), known)));
            return null;
        }
        if (underway.contains(file)) {
            name.problem("fixture '%s' rests on itself".formatted(name.text()));
            return null;
        }
        if (!fixtures.containsKey(file)) {
            underway.add(file);
            Map<String, YamlNode> top = YamlFile.read(text(file), new FileProblems(file, found));
            top.forEach((field, node) -> {
                if (!Set.of("says", "base", "with", "without").contains(field)) {
                    node.problem("a fixture has 'says', 'base', 'with' and 'without', not '%s'".formatted(field));
                }
            });
            fixtures.put(file, patched(top));
            underway.remove(file);
        }
        return fixtures.get(file);
    }

    private @Nullable String fixtureFile(String name) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(FIXTURES) && fixtureName(path).equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String fixtureName(String path) {
        return path.substring(FIXTURES.length()).replaceAll("(?i)\\.ya?ml$", "");
    }

    private String text(String file) {
        return ParsedFolder.text(file, files, new FileProblems(file, found));
    }
}
