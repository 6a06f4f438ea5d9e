package dev.docket.api.answer;

import dev.docket.api.load.Admission;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.service.decide.AnswerBody;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a request, however it comes: answers that are still open are closed then, and those that come later at once. Thread-safe. */
public final class RequestEnd {
    /** What every answer may hold without asking: the number of requests bounds it. */
    private static final long SMALL_BYTES = 64 * 1024;

    private static final String KEY = RequestEnd.class.getName();

    private final Admission.Place place;
    private final List<Runnable> open = new ArrayList<>();
    private long held;
    private boolean isOver;

    /** @param place where long answers take room; left by whoever took it */
    public RequestEnd(Admission.Place place) {
        this.place = place;
    }

    /** Notes it for those who answer the request. */
    public void noteIn(RoutingContext context) {
        context.put(KEY, this);
    }

    /** That of a request; nothing if the gate refused it. */
    public static @Nullable RequestEnd of(RoutingContext context) {
        return context.get(KEY);
    }

    /**
     * To be called with each answer as soon as it is there.
     *
     * @throws RefusedException when so many bytes wait for their readers already that there is no room for it; it is closed then
     */
    public synchronized void closes(AnswerBody answer) {
        if (isOver) {
            answer.close();
            return;
        }
        if (!holds(answer.heldBytes())) {
            answer.close();
            throw new RefusedException(noRoom());
        }
        open.add(answer::close);
    }

    /** To be called with what compresses the answer, as soon as it is there. */
    synchronized void closes(CompressedRest compressed) {
        if (isOver) {
            compressed.close();
        } else {
            open.add(compressed::close);
        }
    }

    /**
     * Takes room until the request is over, beyond what it has taken already.
     *
     * @param bytes that its answer takes in all
     * @return false when so many bytes wait for their readers already that there is none
     */
    synchronized boolean holds(long bytes) {
        if (isOver || bytes <= SMALL_BYTES || bytes <= held) {
            return true;
        }
        boolean hasRoom = place.holds(bytes - held);
        held = hasRoom ? bytes : held;
        return hasRoom;
    }

    /**
     * Takes room until the request is over, on top of what it has taken.
     *
     * @return false when there is none, or the request is over
     */
    synchronized boolean holdsAlso(long bytes) {
        boolean hasRoom = !isOver && place.holds(bytes);
        held += hasRoom ? bytes : 0;
        return hasRoom;
    }

    /** Whether its answer took room. */
    public synchronized boolean isLong() {
        return held > 0;
    }

    static ProblemDetail noRoom() {
        return Problems.busy("Too many long answers wait for their readers.");
    }

    /** The request is over. */
    public synchronized void over() {
        isOver = true;
        open.forEach(Runnable::run);
        open.clear();
    }
}
