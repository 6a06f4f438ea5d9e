package dev.docket.service.intake;

import dev.docket.journal.DamagedRecordException;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.JournalArchive;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Goes through a whole journal and says whether every record of the ranges that it names was decided, was a duplicate or went to
 * the dead letters: each once. That nobody changed the records is for {@link dev.docket.service.proof.VerifyJournal} to say.
 */
public final class VerifyCoverage {
    private static final int PAGE = 200;

    private final SortedMap<String, Partition> partitions = new TreeMap<>();
    private final Map<String, BitSet> decisions = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final List<Repeated> repeated = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** A duplicate, and what it is said to be one of. */
    private record Repeated(String place, String of) {}

    private VerifyCoverage() {}

    /** @throws StoreUnavailableException if the journal cannot be read */
    public static Coverage of(JournalArchive archive) {
        return StoreUnavailableException.reading(() -> {
            try (JournalReader journal = archive.openToRead()) {
                VerifyCoverage verifying = new VerifyCoverage();
                // Services may record meanwhile: ranges are judged up to here, decisions are read to the end.
                journal.logs().forEach(log -> verifying.sizes.put(log.stream(), log.size()));
                journal.logs().forEach(log -> verifying.read(journal, log));
                return verifying.coverage();
            }
        });
    }

    private void read(JournalReader journal, Log log) {
        long next = 1;
        while (next > 0) {
            try {
                List<Recorded<Entry>> page = journal.records(log.stream(), next, PAGE);
                page.forEach(this::read);
                next = page.isEmpty() ? 0 : page.getLast().position().sequence() + 1;
            } catch (DamagedRecordException damaged) {
                problems.add(
                        "record %s:%s is damaged: %s".formatted(damaged.stream(), damaged.sequence(), damaged.what()));
                next = damaged.sequence() + 1;
            }
        }
    }

    private void read(Recorded<Entry> recorded) {
        String stream = recorded.position().stream();
        long sequence = recorded.position().sequence();
        if (recorded.entry() instanceof DecisionEntry decision) {
            decisions.computeIfAbsent(stream, any -> new BitSet()).set(Math.toIntExact(sequence));
            StreamCaller.named(decision.sender()).ifPresent(place -> partition(place.topic(), place.partition())
                    .decided(place.offset()));
        } else if (recorded.entry() instanceof IntakeEntry intake && sequence <= sizes.getOrDefault(stream, 0L)) {
            partition(intake.topic(), intake.partition()).range(intake, stream + ":" + sequence);
            intake.apart().stream()
                    .filter(apart -> apart.fate() == IntakeEntry.Fate.DUPLICATE)
                    .forEach(apart -> repeated.add(new Repeated(
                            "%s/%s offset %s".formatted(intake.topic(), intake.partition(), apart.from()),
                            apart.detail())));
        }
    }

    private Partition partition(String topic, int number) {
        return partitions.computeIfAbsent(topic + "/" + number, Partition::new);
    }

    private Coverage coverage() {
        List<Coverage.OfPartition> judged =
                partitions.values().stream().map(one -> one.judge(problems)).toList();
        for (Repeated one : repeated) {
            int colon = one.of().indexOf(':');
            BitSet known = decisions.getOrDefault(one.of().substring(0, colon), new BitSet());
            if (!known.get(Math.toIntExact(Long.parseLong(one.of().substring(colon + 1))))) {
                problems.add(one.place() + " is a duplicate of record " + one.of() + ", which is no decision");
            }
        }
        return new Coverage(judged, problems);
    }
}
