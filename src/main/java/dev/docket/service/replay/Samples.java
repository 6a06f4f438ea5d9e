package dev.docket.service.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.digest.Digest;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.json.JsonWriter;
import dev.docket.service.replay.ReplayReport.Sample;
import dev.docket.service.replay.ReplayReport.SampleDifference;
import dev.docket.service.replay.change.Cause;
import dev.docket.service.replay.change.Difference;
import dev.docket.service.replay.change.Replayed;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A few changed decisions, widest changes first, otherwise random: those whose ids have the smallest hashes. */
public final class Samples {
    private static final int MOST = 20;
    private static final int MOST_DIFFERENCES = 8;
    private static final int MOST_CHARS = 160;

    private final TreeMap<String, Sample> byRank = new TreeMap<>();

    /** @param before the samples chosen so far */
    public Samples(List<Sample> before) {
        before.forEach(sample -> byRank.put(sample.rank(), sample));
    }

    /** Chooses a changed decision, or does not, and then makes no sample of it. */
    public Optional<Sample> offer(DecisionEntry entry, Replayed.Changed changed) {
        String rank = rank(entry, changed);
        if (!isWanted(rank)) {
            return Optional.empty();
        }
        Sample sample = sample(rank, entry, changed);
        add(sample);
        return Optional.of(sample);
    }

    void add(Sample sample) {
        if (isWanted(sample.rank())) {
            byRank.put(sample.rank(), sample);
            if (byRank.size() > MOST) {
                byRank.pollLastEntry();
            }
        }
    }

    private boolean isWanted(String rank) {
        return byRank.size() < MOST || rank.compareTo(byRank.lastKey()) <= 0;
    }

    List<Sample> chosen() {
        return List.copyOf(byRank.values());
    }

    private static String rank(DecisionEntry entry, Replayed.Changed changed) {
        String widestFirst =
                switch (changed.extent()) {
                    case DISPOSITION -> "1 ";
                    case ADVICE -> "2 ";
                    case EXPLANATION -> "3 ";
                };
        return widestFirst + Digest.over(("sample " + entry.decisionId()).getBytes(StandardCharsets.UTF_8));
    }

    private static Sample sample(String rank, DecisionEntry entry, Replayed.Changed changed) {
        return new Sample(
                rank,
                entry.decisionId().text(),
                entry.facets().orderId(),
                entry.facets().customerId(),
                entry.facets().disposition(),
                changed.disposition(),
                entry.facets().currency(),
                entry.facets().orderValue(),
                names(changed.causes()),
                changed.differences().stream()
                        .sorted(Comparator.comparing(Difference::extent).reversed())
                        .limit(MOST_DIFFERENCES)
                        .map(Samples::shortened)
                        .toList(),
                Math.max(0, changed.differences().size() - MOST_DIFFERENCES));
    }

    private static SampleDifference shortened(Difference difference) {
        return new SampleDifference(
                shortened(difference.path()),
                json(difference.before()),
                json(difference.after()),
                names(difference.causes()));
    }

    private static @Nullable String json(@Nullable JsonNode value) {
        return value == null
                ? null
                : shortened(new String(new JsonWriter().value(value).bytes(), StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        int points = text.codePointCount(0, text.length());
        return points <= MOST_CHARS ? text : text.substring(0, text.offsetByCodePoints(0, MOST_CHARS)) + "…";
    }

    private static List<String> names(Collection<Cause> causes) {
        return causes.stream().map(Cause::name).toList();
    }
}
