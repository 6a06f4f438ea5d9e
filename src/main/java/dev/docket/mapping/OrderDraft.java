package dev.docket.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.mapping.answer.DecidedDocument;
import dev.docket.mapping.document.DocumentScope;
import dev.docket.mapping.document.Fault;
import dev.docket.mapping.document.Piece;
import dev.docket.mapping.document.SourcePath;
import dev.docket.mapping.expression.Evaluation;
import dev.docket.mapping.expression.Expression;
import dev.docket.mapping.target.Draft;
import dev.docket.mapping.target.TargetPath;
import dev.docket.mapping.target.TargetType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One document on its way to a request: works out each path of the mapping, and notes what does not fit. */
final class OrderDraft {
    /** Of {@code order.lines[].x}: what leads to the line. */
    private static final int STEPS_TO_LINE = 2;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final DocumentMapping mapping;
    private final DocumentScope document;
    private final Places places = new Places();
    private final List<Problem> problems = new ArrayList<>();
    private final Draft head = new Draft();
    private final List<Draft> lines = new ArrayList<>();
    private final Map<String, Object> known = new HashMap<>();
    private final List<Map<String, Object>> knownOfLines = new ArrayList<>();
    private final Set<String> filled = new HashSet<>();
    private boolean isLeftOut;

    private OrderDraft(DocumentMapping mapping, DocumentScope document) {
        this.mapping = mapping;
        this.document = document;
    }

    static OrderDraft of(DocumentMapping mapping, Piece root) {
        List<Piece> lines = new ArrayList<>();
        for (SourcePath path : mapping.lines()) {
            lines.addAll(path.all(root));
        }
        DocumentScope document = DocumentScope.of(root, mapping.lines().isEmpty() ? List.of(root) : lines);
        OrderDraft draft = new OrderDraft(mapping, document);
        draft.leaveOut();
        if (!draft.isLeftOut) {
            draft.requireOneOrder();
            draft.workOut();
        }
        return draft;
    }

    private void leaveOut() {
        List<DocumentScope> kept = new ArrayList<>();
        for (DocumentScope line : document.lines()) {
            if (reasons(line, false).isEmpty()) {
                kept.add(line);
            }
        }
        document.keep(kept);
        reasons(document, true).forEach(reason -> {
            isLeftOut = true;
            problems.add(Problem.of("", Fault.LEFT_OUT.code(), "the mapping leaves this document out: " + reason)
                    .at(String.join(", ", document.takePlaces())));
        });
        document.takePlaces();
    }

    /** Rows of two orders in one document would become one order that nobody has sent. */
    private void requireOneOrder() {
        mapping.same().ifPresent(path -> {
            Object first = null;
            for (DocumentScope line : document.lines()) {
                Object said = line.read(path);
                List<String> at = document.takePlaces();
                if (first != null && !first.equals(said)) {
                    problems.add(Problem.of(
                                    "order.lines",
                                    Fault.UNFIT.code(),
                                    "the line is of another order than the first: %s is '%s' there and '%s' here. Send each order on its own, or all of them to /v1/decisions/batch"
                                            .formatted(
                                                    path.text(),
                                                    Echo.of(first.toString()),
                                                    Echo.of(String.valueOf(said))))
                            .at(String.join(", ", at)));
                    return;
                }
                first = said;
            }
        });
    }

    private List<String> reasons(DocumentScope scope, boolean isOfDocument) {
        return mapping.exclusions().stream()
                .filter(exclusion -> exclusion.isOfDocument() == isOfDocument)
                .filter(exclusion -> applies(exclusion, new Evaluation(scope, Map.of())))
                .map(Exclusion::because)
                .toList();
    }

    /** What cannot be compared does not apply; where it goes into the order, that is told. */
    private static boolean applies(Exclusion exclusion, Evaluation evaluation) {
        try {
            return exclusion.applies(evaluation);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unfit) {
            return false;
        }
    }

    private void workOut() {
        document.lines().forEach(line -> {
            lines.add(new Draft());
            knownOfLines.add(new HashMap<>());
        });
        mapping.targets().forEach((path, expression) -> {
            if (!path.isOfLine()) {
                Object value = value(path, path.text(), document, known, expression);
                head.put(path.steps(), value);
                if (value != null) {
                    known.put(path.text(), value);
                }
                return;
            }
            for (int i = 0; i < lines.size(); i++) {
                String place = path.text().replace("[]", String.format(Locale.ROOT, "[%d]", i));
                Map<String, Object> own = knownOfLines.get(i);
                Object value = value(path, place, document.lines().get(i), new Visible(known, own), expression);
                if (value != null) {
                    own.put(path.text(), value);
                }
                lines.get(i)
                        .put(path.steps().subList(STEPS_TO_LINE, path.steps().size()), value);
            }
        });
        // A request without lines is told apart from one whose lines are not mapped.
        head.child("order").putAll("lines", lines);
        if (lines.isEmpty()) {
            places.put(
                    "order.lines",
                    mapping.lines().stream().map(SourcePath::text).toList());
        }
    }

    private @Nullable Object value(
            TargetPath path, String place, DocumentScope scope, Map<String, Object> fields, Expression expression) {
        Object fitted = null;
        Problem unfit = null;
        try {
            Object value = new Evaluation(scope, fields).value(expression);
            fitted = value == null ? null : TargetType.fit(value, path.type());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException wrong) {
            unfit = Problem.of(place, Fault.UNFIT.code(), String.valueOf(wrong.getMessage()));
        }
        List<String> read = new ArrayList<>(document.takePlaces());
        if (read.isEmpty()) {
            fieldsOf(expression).forEach(field -> read.addAll(places.of(indexed(field, scope))));
        }
        places.put(place, read);
        if (fitted != null) {
            filled.add(path.text());
        }
        if (unfit != null) {
            problems.add(places.locate(unfit));
        }
        return fitted;
    }

    private static List<String> fieldsOf(Expression expression) {
        List<String> fields = new ArrayList<>();
        if (expression instanceof Expression.Field field) {
            fields.add(field.path());
        }
        expression.operands().forEach(operand -> fields.addAll(fieldsOf(operand)));
        return fields;
    }

    private static String indexed(String path, DocumentScope scope) {
        return path.replace("lines[]", String.format(Locale.ROOT, "lines[%d]", scope.position() - 1));
    }

    boolean isLeftOut() {
        return isLeftOut;
    }

    /** The paths of the mapping that no value goes to. */
    List<String> absent() {
        return mapping.targets().keySet().stream()
                .map(TargetPath::text)
                .filter(path -> !filled.contains(path))
                .toList();
    }

    /** What each line of the order was made of. */
    List<DecidedDocument.Line> sources() {
        List<DecidedDocument.Line> sources = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Object lineId = lines.get(i).part("lineId");
            sources.add(
                    new DecidedDocument.Line(document.lines().get(i).piece(), lineId == null ? "" : lineId.toString()));
        }
        return sources;
    }

    Places places() {
        return places;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    ObjectNode json() {
        return object(head);
    }

    private static ObjectNode object(Draft draft) {
        ObjectNode object = JSON.objectNode();
        draft.parts().forEach((name, part) -> {
            JsonNode node = node(part);
            // A record or a list of which nothing is known is absent; an order without lines is told.
            if (node.isValueNode() || !node.isEmpty() || name.equals("lines")) {
                object.set(name, node);
            }
        });
        return object;
    }

    private static JsonNode node(Object part) {
        return switch (part) {
            case Draft draft -> object(draft);
            case Draft.Elements elements -> {
                ArrayNode array = JSON.arrayNode();
                elements.inOrder().stream()
                        .map(OrderDraft::node)
                        .filter(element -> element.isValueNode() || !element.isEmpty())
                        .forEach(array::add);
                yield array;
            }
            case BigDecimal number -> JSON.numberNode(number);
            case Integer number -> JSON.numberNode(number);
            case Boolean truth -> JSON.booleanNode(truth);
            default -> JSON.textNode(part.toString());
        };
    }
}
