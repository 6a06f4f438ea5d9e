package dev.docket.service.replay;

import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.service.replay.ReplayReport.Count;
import dev.docket.service.replay.ReplayReport.Flip;
import dev.docket.service.replay.ReplayReport.LackedBundle;
import dev.docket.service.replay.change.Replayed;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts replay results in constant memory. What it keeps of many names depends on their order, so whoever counts with several
 * machines gives it their results in the order of the journal. Not thread-safe.
 */
public final class Tally {
    /** The name for orders whose disposition changed without any exception coming or going. */
    static final String SAME_CODES = "same codes";

    private static final int PLACES = 500;
    private static final int MOST_FIELDS = 300;
    private static final int MOST_LACKED = 100;
    private static final Set<String> DISPOSITIONS =
            Arrays.stream(Disposition.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private long decisions;
    private long same;
    private final Map<String, Long> notReplayed;
    private final Map<String, LackedBundle> lacked = new TreeMap<>();
    private final Map<String, Long> extents;
    private final Map<String, Long> causes;
    private final Map<String, Long> flipCauses;
    private final Map<String, Long> fields;
    private final Map<List<String>, Flip> flips = new TreeMap<>(Comparator.comparing(Object::toString));
    private final SpaceSaving totals;
    private final SpaceSaving byCode;
    private final SpaceSaving bySegment;
    private final SpaceSaving byWarehouse;
    private final SpaceSaving byCustomer;
    private final Samples samples;

    /** Continues from earlier counts. */
    public Tally(ReplayReport before) {
        decisions = before.decisions();
        same = before.same();
        notReplayed = counts(before.notReplayed());
        before.lackedBundles().forEach(one -> lacked.put(one.digest(), one));
        extents = counts(before.extents());
        causes = counts(before.causes());
        flipCauses = counts(before.flipCauses());
        fields = counts(before.fields());
        before.flips().forEach(flip -> flips.put(List.of(flip.from(), flip.to(), flip.currency()), flip));
        totals = new SpaceSaving(1, before.totals());
        byCode = new SpaceSaving(PLACES, before.byCode());
        bySegment = new SpaceSaving(PLACES, before.bySegment());
        byWarehouse = new SpaceSaving(PLACES, before.byWarehouse());
        byCustomer = new SpaceSaving(PLACES, before.byCustomer());
        samples = new Samples(before.samples());
    }

    /** Counts a decision that was decided again. */
    public void add(DecisionEntry entry, Replayed replayed) {
        add(Tallied.of(entry, replayed, samples));
    }

    /** Counts what was made of a decision elsewhere. */
    public void add(Tallied tallied) {
        switch (tallied) {
            case Tallied.Same unchanged -> {
                decisions += unchanged.decisions();
                same += unchanged.decisions();
            }
            case Tallied.NotReplayed not -> {
                decisions++;
                add(not);
            }
            case Tallied.Changed changed -> {
                decisions++;
                add(changed);
            }
        }
    }

    private void add(Tallied.NotReplayed not) {
        count(notReplayed, not.reason().name());
        switch (not.reason()) {
            case BUNDLE_NOT_KEPT, BUNDLE_UNUSABLE -> lack(not);
            case RETIRED, MASKED, SNAPSHOT_NOT_KEPT -> {}
        }
    }

    private void lack(Tallied.NotReplayed not) {
        String digest = not.bundleDigest();
        if (lacked.size() < MOST_LACKED || lacked.containsKey(digest)) {
            lacked.compute(
                    digest,
                    (key, known) -> known == null ? new LackedBundle(digest, 1, not.decisionId()) : known.andOneMore());
        }
    }

    private void add(Tallied.Changed changed) {
        count(extents, changed.extent().name());
        changed.causes().forEach(cause -> count(causes, cause.name()));
        changed.flipCauses().forEach(cause -> count(flipCauses, cause.name()));
        changed.fields().stream()
                .filter(field -> fields.size() < MOST_FIELDS || fields.containsKey(field))
                .forEach(field -> count(fields, field));
        if (changed.sample() != null) {
            samples.add(changed.sample());
        }
        if (!changed.facets().disposition().equals(changed.disposition())) {
            flipped(changed.facets(), changed);
        }
    }

    private void flipped(Tallied.Moving facets, Tallied.Changed changed) {
        flips.merge(
                List.of(facets.disposition(), changed.disposition(), facets.currency()),
                new Flip(facets.disposition(), changed.disposition(), facets.currency(), 1, known(facets.orderValue())),
                (one, other) -> new Flip(
                        one.from(),
                        one.to(),
                        one.currency(),
                        one.decisions() + other.decisions(),
                        one.orderValue().add(other.orderValue())));
        boolean wasHeld = isHeld(facets.disposition());
        boolean isHeld = isHeld(changed.disposition());
        if (wasHeld != isHeld) {
            moved(facets, changed, isHeld);
        }
    }

    // A sum says of unknown values only that they are not in it.
    private static BigDecimal known(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }

    private void moved(Tallied.Moving facets, Tallied.Changed changed, boolean isHeld) {
        String currency = facets.currency();
        BigDecimal value = known(facets.orderValue());
        totals.add("", currency, value, isHeld);
        codes(changed, isHeld).forEach(code -> byCode.add(code, currency, value, isHeld));
        bySegment.add(facets.segment(), currency, value, isHeld);
        byWarehouse.add(facets.warehouse(), currency, value, isHeld);
        byCustomer.add(facets.customerId(), currency, value, isHeld);
    }

    /** The codes that came with a hold or went with a release. */
    private static List<String> codes(Tallied.Changed changed, boolean isHeld) {
        List<String> codes = isHeld ? changed.came() : changed.gone();
        return codes.isEmpty() ? List.of(SAME_CODES) : codes;
    }

    /** Whether a person must act. An unknown disposition counts as held. */
    static boolean isHeld(String disposition) {
        return !DISPOSITIONS.contains(disposition)
                || Disposition.valueOf(disposition).automation() == Automation.HUMAN;
    }

    long decisions() {
        return decisions;
    }

    /** The counts so far. */
    public ReplayReport report() {
        return new ReplayReport(
                decisions,
                same,
                counts(notReplayed),
                List.copyOf(lacked.values()),
                counts(extents),
                counts(causes),
                counts(flipCauses),
                counts(fields),
                List.copyOf(flips.values()),
                totals.rows(),
                byCode.rows(),
                bySegment.rows(),
                byWarehouse.rows(),
                byCustomer.rows(),
                samples.chosen());
    }

    private static void count(Map<String, Long> counts, String name) {
        counts.merge(name, 1L, Long::sum);
    }

    private static Map<String, Long> counts(List<Count> before) {
        Map<String, Long> counts = new TreeMap<>();
        before.forEach(count -> counts.put(count.name(), count.decisions()));
        return counts;
    }

    private static List<Count> counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> new Count(count.getKey(), count.getValue()))
                .sorted(Comparator.comparingLong(Count::decisions).reversed().thenComparing(Count::name))
                .toList();
    }
}
