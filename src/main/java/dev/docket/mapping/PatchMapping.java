package dev.docket.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.JsonWriter;
import dev.docket.mapping.answer.Standing;
import dev.docket.mapping.document.DocumentScope;
import dev.docket.mapping.document.Documents;
import dev.docket.mapping.document.Piece;
import dev.docket.mapping.expression.Evaluation;
import dev.docket.mapping.expression.Expression;
import dev.docket.mapping.target.TargetType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a decision becomes a JSON Merge Patch (RFC 7396) of the order in another system: its blocks, its hold codes. Each
 * member has a value, or is removed; members that it does not name stay as they are. Immutable; {@link PatchReader} has
 * checked it.
 *
 * @param name what requests call it by
 * @param says what it patches, in a sentence
 */
public record PatchMapping(String name, String says, List<Member> members) {
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public PatchMapping {
        members = List.copyOf(members);
    }

    /**
     * One member of the patch.
     *
     * @param names those that lead to it, from the outermost
     * @param type {@code String}, {@code BigDecimal} or {@code Boolean}
     */
    public record Member(List<String> names, Class<?> type, Expression value) {
        public Member {
            names = List.copyOf(names);
        }

        /** As the mapping writes it. */
        String pointer() {
            return "/" + String.join("/", names);
        }
    }

    /**
     * The patch for a decision.
     *
     * @param decision the whole answer, JSON
     * @throws PatchException if the mapping cannot say it of this decision
     */
    public ObjectNode of(JsonNode decision) {
        Piece answer =
                Documents.own(new JsonWriter().value(Standing.of(decision)).bytes());
        Evaluation evaluation = new Evaluation(DocumentScope.of(answer, List.of(answer)), Map.of());
        ObjectNode patch = JSON.objectNode();
        for (Member member : members) {
            ObjectNode at = patch;
            for (String name : member.names().subList(0, member.names().size() - 1)) {
                at = at.withObjectProperty(name);
            }
            at.set(member.names().getLast(), json(value(member, evaluation)));
        }
        return patch;
    }

    private @Nullable Object value(Member member, Evaluation evaluation) {
        try {
            Object value = evaluation.value(member.value());
            return value == null ? null : TargetType.fit(value, member.type());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unfit) {
            throw new PatchException(
                    "mapping '%s' cannot work out %s: %s".formatted(name, member.pointer(), unfit.getMessage()), unfit);
        }
    }

    private static JsonNode json(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case BigDecimal number -> JSON.numberNode(number);
            case Boolean truth -> JSON.booleanNode(truth);
            default -> JSON.textNode(value.toString());
        };
    }
}
