package dev.docket.service.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.service.replay.FollowReport.ClassCount;
import dev.docket.service.replay.FollowReport.CodeCount;
import dev.docket.service.replay.change.Replayed;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts what a follower sees, in constant memory: codes are those of taxonomies, sources the largest. Not thread-safe. */
final class FollowTally {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PRIORITY_CLASS = "priority.class";
    private static final int PLACES = 500;
    private static final int MOST_CODES = 1_000;

    private final Tally tally;
    private final SortedMap<String, CodeCount> codes = new TreeMap<>();
    private final SpaceSaving bySource;
    // Classes are few, so their pairs are, too.
    private final SortedMap<String, ClassCount> classes = new TreeMap<>();

    FollowTally(FollowReport before) {
        tally = new Tally(before.replay());
        before.codes().forEach(count -> codes.put(count.code(), count));
        bySource = new SpaceSaving(PLACES, before.bySource());
        before.classes().forEach(count -> classes.put(count.from() + " " + count.to(), count));
    }

    void add(DecisionEntry entry, Replayed replayed) {
        tally.add(entry, replayed);
        if (replayed instanceof Replayed.Changed changed) {
            SortedSet<ExceptionCode> before = entry.facets().codes();
            without(changed.codes(), before).forEach(code -> count(code, 1, 0));
            without(before, changed.codes()).forEach(code -> count(code, 0, 1));
            changed.differences().stream()
                    .filter(difference -> difference.field().equals(PRIORITY_CLASS))
                    .forEach(difference -> count(text(difference.before()), text(difference.after())));
            boolean wasHeld = Tally.isHeld(entry.facets().disposition());
            boolean isHeld = Tally.isHeld(changed.disposition());
            if (wasHeld != isHeld) {
                BigDecimal value = entry.facets().orderValue();
                bySource.add(source(entry), entry.facets().currency(), value == null ? BigDecimal.ZERO : value, isHeld);
            }
        }
    }

    private static SortedSet<ExceptionCode> without(SortedSet<ExceptionCode> some, SortedSet<ExceptionCode> others) {
        SortedSet<ExceptionCode> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    private void count(ExceptionCode code, long appeared, long disappeared) {
        if (codes.size() < MOST_CODES || codes.containsKey(code.text())) {
            codes.merge(
                    code.text(),
                    new CodeCount(code.text(), appeared, disappeared),
                    (one, other) -> new CodeCount(
                            one.code(), one.appeared() + other.appeared(), one.disappeared() + other.disappeared()));
        }
    }

    private void count(String from, String to) {
        classes.merge(
                from + " " + to,
                new ClassCount(from, to, 1),
                (one, other) -> new ClassCount(from, to, one.decisions() + other.decisions()));
    }

    private static String text(@Nullable JsonNode word) {
        return word == null ? "" : word.asText();
    }

    private static String source(DecisionEntry entry) {
        try {
            return entry.request() instanceof Payload.Kept kept
                    ? JSON.readTree(kept.bytes()).path("source").path("system").asText("")
                    : "";
        } catch (IOException damaged) {
            // Its replay says so.
            return "";
        }
    }

    FollowReport report() {
        return new FollowReport(
                tally.report(), List.copyOf(codes.values()), bySource.rows(), List.copyOf(classes.values()));
    }
}
