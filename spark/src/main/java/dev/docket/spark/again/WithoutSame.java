package dev.docket.spark.again;

import dev.docket.service.replay.Tallied;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** What a report needs of the decisions of one task, by place: each that is not the same, and how many are. */
final class WithoutSame implements Iterator<Tuple2<Long, Tallied>> {
    private final Iterator<Decided> decided;
    private @Nullable Tuple2<Long, Tallied> next;
    private long same;
    private long placeOfSame;

    WithoutSame(Iterator<Decided> decided) {
        this.decided = decided;
    }

    @Override
    public boolean hasNext() {
        while (next == null && decided.hasNext()) {
            Decided one = decided.next();
            if (one.tallied() instanceof Tallied.Same known) {
                same += known.decisions();
                placeOfSame = one.place();
            } else {
                next = new Tuple2<>(one.place(), one.tallied());
            }
        }
        if (next == null && same > 0) {
            next = new Tuple2<>(placeOfSame, new Tallied.Same(same));
            same = 0;
        }
        return next != null;
    }

    @Override
    public Tuple2<Long, Tallied> next() {
        Tuple2<Long, Tallied> one = hasNext() ? next : null;
        if (one == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return one;
    }
}
