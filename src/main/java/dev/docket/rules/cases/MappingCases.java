package dev.docket.rules.cases;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.mapping.DocumentMapping;
import dev.docket.mapping.DocumentReader;
import dev.docket.mapping.MappedOrder;
import dev.docket.mapping.Mappings;
import dev.docket.mapping.PatchException;
import dev.docket.mapping.PatchMapping;
import dev.docket.order.attribute.AttributeCatalogue;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the cases of mappings: a document in, the order out that it becomes, or the problems; or a decision in, and the patch
 * out. A mapping without a case is a problem of its own.
 */
public final class MappingCases {
    static final String FOLDER = CaseReader.FOLDER + Mappings.FOLDER;

    private final DocumentReader reader;
    private final Mappings mappings;
    private final SortedMap<String, byte[]> files;
    private final Collection<RuleProblem> found;
    private final Set<String> proved = new TreeSet<>();
    private int count;

    public MappingCases(
            Mappings mappings,
            AttributeCatalogue attributes,
            SortedMap<String, byte[]> files,
            Collection<RuleProblem> found) {
        this.reader = new DocumentReader(new RecordReader(), attributes);
        this.mappings = mappings;
        this.files = files;
        this.found = found;
    }

    /** Runs them all; what differs goes to where problems are gathered. Gives how many were run. */
    public int run() {
        files.keySet().stream().filter(file -> file.startsWith(FOLDER)).forEach(this::file);
        names().filter(name -> !proved.contains(name))
                .forEach(name -> new FileProblems(Mappings.FOLDER + name + ".yaml", found)
                        .add(
                                1,
                                ErrorCode.NO_CASE,
                                "mapping '%s' has no case: add what it reads, and what that becomes, to %s%s.yaml"
                                        .formatted(name, FOLDER, name)));
        return count;
    }

    private Stream<String> names() {
        return Stream.concat(mappings.documents().keySet().stream(), mappings.patches().keySet().stream());
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
        DocumentMapping document = mappings.documents().get(name.text());
        PatchMapping patch = mappings.patches().get(name.text());
        if (document != null) {
            cases.list().forEach(example -> oneCase(document, example));
        } else if (patch != null) {
            cases.list().forEach(example -> oneCase(patch, example));
        } else {
            name.problem(
                    ErrorCode.CASE_NAMES,
                    "there is no mapping '%s'. Known: %s"
                            .formatted(name.text(), names().sorted().collect(Collectors.joining(", "))));
        }
        proved.add(name.text());
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

    private void oneCase(PatchMapping mapping, YamlNode node) {
        Map<String, YamlNode> fields = node.fields(Set.of("name", "says", "decision", "expect"), Set.of());
        YamlNode decision = fields.get("decision");
        YamlNode expect = fields.get("expect");
        if (decision == null || expect == null) {
            return;
        }
        count++;
        expect.fields(Set.of("patch"), Set.of());
        try {
            Differences.compare(expect.required("patch").tree(), mapping.of(decision.tree()), expect);
        } catch (PatchException unfit) {
            Differences.tell(expect, String.valueOf(unfit.getMessage()));
        }
    }

    private static void order(MappedOrder mapped, YamlNode expect) {
        if (expect.optional("order").isEmpty()) {
            Differences.tell(expect, "the document becomes an order, and problems are expected");
            return;
        }
        YamlNode order = expect.required("order");
        Differences.compare(order.tree(), mapped.tree(), order);
    }

    private static void problems(List<Problem> problems, YamlNode expect) {
        if (expect.optional("problems").isEmpty()) {
            problems.forEach(problem -> Differences.tell(expect, "the document is refused: " + said(problem)));
            return;
        }
        List<YamlNode> wanted = expect.required("problems").list();
        List<ObjectNode> actual = problems.stream().map(MappingCases::tree).toList();
        for (YamlNode each : wanted) {
            each.fields(Set.of("path", "code"), Set.of("source"));
            if (!actual.contains(each.tree())) {
                Differences.tell(
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
                Differences.tell(expect, "this problem is not expected: " + said(problems.get(i)));
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
}
