package dev.docket.api.answer;

import dev.docket.service.decide.AnswerBody;

/**
 * An answer that is longer than its first piece.
 *
 * @param first may be empty
 * @param rest closed at the {@link RequestEnd}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
public record LongAnswer(byte[] first, Rest rest) {
    /** What to give the framework: the whole answer if it is short, so that it has a length, or else a {@link LongAnswer}. */
    public static Object entity(AnswerBody answer) {
        return switch (answer) {
            case AnswerBody.Whole whole -> whole.bytes();
            case AnswerBody.Pieces pieces -> {
                byte[] first = pieces.next();
                yield pieces.isDone() ? first : new LongAnswer(first, Rest.of(pieces));
            }
        };
    }
}
