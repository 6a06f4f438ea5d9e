package dev.docket.journal;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Decisions one by one, read page by page: memory for one page, however many there are. */
final class Pages implements Iterator<Recorded<DecisionEntry>> {
    private static final int PAGE = 500;

    private final JournalReader journal;
    private final Filter filter;
    private final Direction direction;
    private final Depth depth;
    private List<Recorded<DecisionEntry>> page;
    private int next;

    private Pages(JournalReader journal, Filter filter, Direction direction, Depth depth) {
        this.journal = journal;
        this.filter = filter;
        this.direction = direction;
        this.depth = depth;
        page = journal.page(filter, direction, depth, Optional.empty(), PAGE);
    }

    static Stream<Recorded<DecisionEntry>> stream(
            JournalReader journal, Filter filter, Direction direction, Depth depth) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Pages(journal, filter, direction, depth), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        if (next == page.size() && page.size() == PAGE) {
            page = journal.page(filter, direction, depth, Optional.of(Cursor.of(page.getLast())), PAGE);
            next = 0;
        }
        return next < page.size();
    }

    @Override
    public Recorded<DecisionEntry> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(next++);
    }
}
