package dev.docket.api.answer;

import dev.docket.service.decide.AnswerBody;
import java.util.ArrayList;
import java.util.List;

/** The end of a request, however it comes: answers that are still open are closed then, and those that come later at once. Thread-safe. */
public final class RequestEnd {
    private final List<AnswerBody> open = new ArrayList<>();
    private boolean isOver;

    /** To be called with each answer as soon as it is there. */
    public synchronized void closes(AnswerBody answer) {
        if (isOver) {
            answer.close();
        } else {
            open.add(answer);
        }
    }

    /** The request is over. */
    public synchronized void over() {
        isOver = true;
        open.forEach(AnswerBody::close);
        open.clear();
    }
}
