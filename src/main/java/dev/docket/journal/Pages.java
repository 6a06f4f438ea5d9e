package dev.docket.journal;

import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Iterates over records page by page, with one page in memory. */
final class Pages<E extends Entry> implements Iterator<Recorded<E>> {
    static final int SIZE = 500;

    private final Function<Optional<Cursor>, List<Recorded<E>>> read;
    private List<Recorded<E>> page;
    private int next;

    private Pages(Function<Optional<Cursor>, List<Recorded<E>>> read) {
        this.read = read;
        page = read.apply(Optional.empty());
    }

    /** @param read returns up to {@link #SIZE} records after a cursor, none only at the end */
    static <E extends Entry> Stream<Recorded<E>> stream(Function<Optional<Cursor>, List<Recorded<E>>> read) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages<>(read), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        // A page may be shorter for its bytes; only an empty one is the last.
        if (next == page.size() && !page.isEmpty()) {
            page = read.apply(Optional.of(Cursor.of(page.getLast())));
            next = 0;
        }
        return next < page.size();
    }

    @Override
    public Recorded<E> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(next++);
    }
}
