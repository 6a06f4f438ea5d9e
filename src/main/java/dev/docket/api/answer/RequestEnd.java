package dev.docket.api.answer;

import dev.docket.api.load.Admission;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.service.decide.AnswerBody;
import java.util.ArrayList;
import java.util.List;

/** The end of a request, however it comes: answers that are still open are closed then, and those that come later at once. Thread-safe. */
public final class RequestEnd {
    /** What every answer may hold without asking: the number of requests bounds it. */
    private static final long SMALL_BYTES = 64 * 1024;

    private final Admission.Place place;
    private final List<AnswerBody> open = new ArrayList<>();
    private boolean isOver;

    /** @param place where long answers take room; left by whoever took it */
    public RequestEnd(Admission.Place place) {
        this.place = place;
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
        if (answer.heldBytes() > SMALL_BYTES && !place.holds(answer.heldBytes())) {
            answer.close();
            throw new RefusedException(Problems.busy("Too many long answers wait for their readers."));
        }
        open.add(answer);
    }

    /** The request is over. */
    public synchronized void over() {
        isOver = true;
        open.forEach(AnswerBody::close);
        open.clear();
    }
}
