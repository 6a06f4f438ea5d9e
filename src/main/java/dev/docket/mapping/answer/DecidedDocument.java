package dev.docket.mapping.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.mapping.document.Piece;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A transaction of an interchange, and what was decided of it.
 *
 * @param transaction with the segments of its envelope
 * @param lines its segments that became lines of the order
 * @param decision what of the answer stands
 */
public record DecidedDocument(Piece transaction, List<Line> lines, JsonNode decision) {
    /** A segment, and the {@code lineId} that the mapping gave it. */
    public record Line(Piece segment, String lineId) {}

    public DecidedDocument {
        lines = List.copyOf(lines);
        decision = Standing.of(decision);
    }

    OffsetDateTime decidedAt() {
        return Instant.parse(decision.path("decidedAt").asText()).atOffset(ZoneOffset.UTC);
    }

    String disposition() {
        return decision.path("recommendation").path("disposition").asText();
    }

    /** The code that the gravest exception of a line has in a list, if one has. */
    Optional<String> gravest(Line line, String codeList) {
        return of(line, decision.path("exceptions"))
                .filter(exception -> exception.path("crossReferences").has(codeList))
                .min(Comparator.<JsonNode>comparingInt(
                                exception -> -exception.path("severity").asInt())
                        .thenComparing(exception -> exception.path("code").asText()))
                .map(exception ->
                        exception.path("crossReferences").path(codeList).asText());
    }

    /** The classes of the actions that would change a line. */
    boolean isChanged(Line line) {
        return of(line, decision.path("recommendation").path("actions"))
                .anyMatch(action -> action.path("class").asText().equals("CHANGE"));
    }

    /** Whether any action would change the order or a line of it. */
    boolean isChanged() {
        return StreamSupport.stream(
                        decision.path("recommendation").path("actions").spliterator(), false)
                .anyMatch(action -> action.path("class").asText().equals("CHANGE"));
    }

    private static Stream<JsonNode> of(Line line, JsonNode all) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(each -> each.path("lineId").asText().equals(line.lineId()));
    }

    /** What an element of the first segment of a tag says; empty if there is none. */
    String at(String tag, String element) {
        List<Piece> found = transaction.named(tag);
        return found.isEmpty() ? "" : text(found.getFirst(), element);
    }

    /** What stands at a place in a piece; empty if nothing does. */
    static String text(Piece piece, String... steps) {
        Piece at = piece;
        for (String step : steps) {
            List<Piece> next = at.named(step);
            if (next.isEmpty()) {
                return "";
            }
            at = next.getFirst();
        }
        return Optional.ofNullable(at.text()).orElse("");
    }
}
