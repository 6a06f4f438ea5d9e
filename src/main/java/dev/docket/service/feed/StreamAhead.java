package dev.docket.service.feed;

import dev.docket.journal.JournalReader;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import java.util.List;

/** The records of one stream after some place, with a few of them in memory. Not thread-safe. */
final class StreamAhead {
    private final JournalReader journal;
    private final String stream;
    private final int atATime;
    private long last;
    private List<Recorded<Entry>> page = List.of();
    private int next;
    private boolean isOver;

    StreamAhead(JournalReader journal, String stream, long last, int atATime) {
        this.journal = journal;
        this.stream = stream;
        this.atATime = atATime;
        this.last = last;
    }

    // A page may be shorter for its bytes; only an empty one is the last.
    boolean hasNext() {
        if (next == page.size() && !isOver) {
            page = journal.records(stream, last + 1, atATime);
            next = 0;
            isOver = page.isEmpty();
        }
        return next < page.size();
    }

    Recorded<Entry> peek() {
        return page.get(next);
    }

    Recorded<Entry> take() {
        Recorded<Entry> taken = page.get(next++);
        last = taken.position().sequence();
        return taken;
    }
}
