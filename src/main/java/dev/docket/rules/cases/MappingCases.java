package dev.docket.rules.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.mapping.DocumentMapping;
import dev.docket.mapping.DocumentReader;
import dev.docket.mapping.MappedOrder;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Runs the cases of mappings: a document in, the order out that it becomes, or the problems. A mapping without a case is a
 * problem of its own.
 */
public final class MappingCases {
    static final String FOLDER = CaseReader.FOLDER + DocumentMapping.FOLDER;

    private final DocumentReader reader = new DocumentReader(new RecordReader());
    private final SortedMap<String, DocumentMapping> mappings;
    private final SortedMap<String, byte[]> files;
    private final Collection<RuleProblem> found;
    private final Set<String> proved = new TreeSet<>();
    private int count;

    public MappingCases(
            SortedMap<String, DocumentMapping> mappings,
            SortedMap<String, byte[]> files,
            Collection<RuleProblem> found) {
        this.mappings = mappings;
        this.files = files;
        this.found = found;
    }

    /** Runs them all; what differs goes to where problems are gathered. Gives how many were run. */
    public int run() {
        files.keySet().stream().filter(file -> file.startsWith(FOLDER)).forEach(this::file);
        mappings.keySet().stream().filter(name -> !proved.contains(name)).forEach(name -> new FileProblems(
                        DocumentMapping.FOLDER + name + ".yaml", found)
                .add(
                        1,
                        ErrorCode.NO_CASE,
                        "mapping '%s' has no case: add a document and the order it becomes to %s%s.yaml"
                                .formatted(name, FOLDER, name)));
        return count;
    }

    private void file(String file) {
        FileProblems problems = new FileProblems(file, found);
        Map<String, YamlNode> top = YamlFile.root(ParsedFolder.text(file, files, problems), problems)
                .fields(Set.of("mapping", "cases"), Set.of());
        YamlNode name = top.get("mapping");
        YamlNode cases = top.get("cases");
        if (name == null || cases == null) {
            return;
        }
        DocumentMapping mapping = mappings.get(name.text());
        if (mapping == null) {
            name.problem(
                    ErrorCode.CASE_NAMES,
                    "there is no mapping '%s'. Known: %s".formatted(name.text(), String.join(", ", mappings.keySet())));
            return;
        }
        proved.add(name.text());
        cases.list().forEach(example -> oneCase(mapping, example));
    }

    private void oneCase(DocumentMapping mapping, YamlNode node) {
        Map<String, YamlNode> fields = node.fields(Set.of("name", "says", "document", "expect"), Set.of("masterData"));
        YamlNode document = fields.get("document");
        YamlNode expect = fields.get("expect");
        if (document == null || expect == null) {
            return;
        }
        count++;
        String text = document.text(Limits.FILE_BYTES);
        YamlNode masterData = fields.get("masterData");
        Reading<MappedOrder> read = reader.read(
                mapping,
                masterData == null
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : new JsonWriter()
                                .beginObject()
                                .field("document", text)
                                .field("masterData", masterData.tree())
                                .endObject()
                                .bytes());
        expect.fields(Set.of(), Set.of("order", "problems"));
        if (expect.optional("order").isPresent() == expect.optional("problems").isPresent()) {
            expect.problem("a case expects either an 'order' or 'problems'");
            return;
        }
        switch (read) {
            case Reading.Valid<MappedOrder> valid -> order(valid.value(), expect);
            case Reading.Invalid<MappedOrder> invalid -> problems(invalid.problems(), expect);
        }
    }

    private static void order(MappedOrder mapped, YamlNode expect) {
        if (expect.optional("order").isEmpty()) {
            differs(expect, "the document becomes an order, and problems are expected");
            return;
        }
        YamlNode order = expect.required("order");
        compare("", order.tree(), mapped.tree(), order);
    }

    private static void compare(String path, JsonNode wanted, JsonNode actual, YamlNode at) {
        if (wanted.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>();
            wanted.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name ->
                    compare(path.isEmpty() ? name : path + "." + name, wanted.path(name), actual.path(name), at));
        } else if (wanted.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(wanted.size(), actual.size()); i++) {
                compare(path + "[" + i + "]", wanted.path(i), actual.path(i), at);
            }
        } else if (!isSame(wanted, actual)) {
            differs(at, "%s is %s, and %s is expected".formatted(path, said(actual), said(wanted)));
        }
    }

    private static boolean isSame(JsonNode wanted, JsonNode actual) {
        return (wanted.isNumber() && actual.isNumber())
                ? wanted.decimalValue().compareTo(actual.decimalValue()) == 0
                : wanted.equals(actual);
    }

    private static String said(JsonNode node) {
        return node.isMissingNode() ? "absent" : node.toString();
    }

    private static void problems(List<Problem> problems, YamlNode expect) {
        if (expect.optional("problems").isEmpty()) {
            problems.forEach(problem -> differs(expect, "the document is refused: " + said(problem)));
            return;
        }
        List<YamlNode> wanted = expect.required("problems").list();
        List<ObjectNode> actual = problems.stream().map(MappingCases::tree).toList();
        for (YamlNode each : wanted) {
            each.fields(Set.of("path", "code"), Set.of("source"));
            if (!actual.contains(each.tree())) {
                differs(
                        each,
                        "this problem is expected, and not found. Found: "
                                + String.join(
                                        "; ",
                                        problems.stream()
                                                .map(MappingCases::said)
                                                .toList()));
            }
        }
        for (int i = 0; i < problems.size(); i++) {
            ObjectNode each = actual.get(i);
            if (wanted.stream().noneMatch(node -> Objects.equals(node.tree(), each))) {
                differs(expect, "this problem is not expected: " + said(problems.get(i)));
            }
        }
    }

    private static ObjectNode tree(Problem problem) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("path", problem.path());
        tree.put("code", problem.code());
        if (problem.source() != null) {
            tree.put("source", problem.source());
        }
        return tree;
    }

    private static String said(Problem problem) {
        return "%s at '%s' (%s): %s"
                .formatted(
                        problem.code(),
                        problem.path(),
                        problem.source() == null ? "no place in the document" : problem.source(),
                        problem.message());
    }

    private static void differs(YamlNode at, String message) {
        at.problem(ErrorCode.CASE_DIFFERS, message);
    }
}
