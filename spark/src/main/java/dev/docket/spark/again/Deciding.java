package dev.docket.spark.again;

import dev.docket.digest.Digest;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.service.replay.Samples;
import dev.docket.service.replay.Tallied;
import dev.docket.service.replay.change.Bundles;
import dev.docket.service.replay.change.Replay;
import dev.docket.service.replay.change.Replayed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.Row;

/**
 * Decides the rows of one task again, as they come, in whatever order. Holds one page of them, and decides those of one bundle
 * after another's, so that few bundles are compiled at a time.
 */
final class Deciding implements Iterator<Decided> {
    private static final int PAGE = 500;
    private static final long PAGE_BYTES = 16L << 20;

    private final Iterator<Row> rows;
    private final Replay replay;
    private final Bundles bundles;
    private final Samples samples = new Samples(List.of());
    private Iterator<Decided> page = Collections.emptyIterator();

    Deciding(Iterator<Row> rows, Replay replay, Bundles bundles) {
        this.rows = rows;
        this.replay = replay;
        this.bundles = bundles;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && rows.hasNext()) {
            page = next(read()).iterator();
        }
        return page.hasNext();
    }

    @Override
    public Decided next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    private record Read(long place, DecisionEntry entry) {}

    private Map<Digest, List<Read>> read() {
        Map<Digest, List<Read>> byBundle = new LinkedHashMap<>();
        long bytes = 0;
        for (int i = 0; i < PAGE && bytes < PAGE_BYTES && rows.hasNext(); i++) {
            Row row = rows.next();
            bytes += DecisionRows.bytes(row);
            Read read = new Read(DecisionRows.place(row), DecisionRows.entry(row));
            byBundle.computeIfAbsent(read.entry().bundleDigest(), first -> new ArrayList<>())
                    .add(read);
        }
        return byBundle;
    }

    private List<Decided> next(Map<Digest, List<Read>> byBundle) {
        List<Decided> decided = new ArrayList<>();
        for (Digest digest : bundles.compiledFirst(byBundle.keySet())) {
            Bundles.Found bundle = find(digest);
            for (Read read : Objects.requireNonNull(byBundle.get(digest))) {
                DecisionEntry entry = read.entry();
                decided.add(new Decided(
                        read.place(), entry.decisionId().text(), Tallied.of(entry, again(entry, bundle), samples)));
            }
        }
        return decided;
    }

    /** One after the other: what a second task wants compiled is then in the cache of compiled rules. */
    private Bundles.Found find(Digest digest) {
        synchronized (Deciding.class) {
            return bundles.find(digest);
        }
    }

    private Replayed again(DecisionEntry entry, Bundles.Found bundle) {
        return Replay.refusal(entry).<Replayed>map(refused -> refused).orElseGet(() -> switch (bundle) {
            case Bundles.Found.Usable usable -> replay.with(entry, usable.combinations());
            case Bundles.Found.Unusable unusable -> unusable.because();
        });
    }
}
