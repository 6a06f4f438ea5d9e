package dev.docket.service.decide;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Pin;
import dev.docket.decision.Decision;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.AnswerPieces;
import dev.docket.json.AnswerWriter;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import java.util.Iterator;

/** An answer that has no ending yet. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
sealed interface Unsent {
    /** What it says, with the rules of any trace level. */
    Decision decision();

    AnswerBody with(Ending ending);

    /** To be called if it gets no ending. */
    void drop();

    /** It is written. */
    record Written(Decision decision, byte[] answer) implements Unsent {
        static Written of(Heading heading, Decision decision) {
            return new Written(decision, AnswerWriter.write(heading, decision));
        }

        @Override
        public AnswerBody with(Ending ending) {
            return new AnswerBody.Whole(ending.of(answer));
        }

        @Override
        public void drop() {}
    }

    /**
     * Its full trace will be written while it is sent.
     *
     * @param rules those of the full trace
     * @param pin what they need
     * @param heldBytes about how much memory it takes
     */
    record Traced(Heading heading, Decision decision, Iterator<RuleTrace> rules, Pin pin, long heldBytes)
            implements Unsent {
        /** Of an order with more lines, a trace takes more memory than its rules take time to be evaluated again. */
        private static final int MOST_LINES_IN_MEMORY = 20;

        /** The order, its facts and what was found take about so many times the memory of the request. */
        private static final int HELD_TIMES = 7;

        /** A piece, and what else does not depend on the order. */
        private static final long HELD_BYTES = 128 * 1024;

        /** Of a line, where the rules of the trace are in memory. */
        private static final long HELD_BYTES_A_LINE = 16 * 1024;

        /** At which level to decide for {@link #of}. */
        static TraceLevel levelFor(OrderSnapshot snapshot) {
            return isLong(snapshot) ? TraceLevel.FIRED : TraceLevel.FULL;
        }

        /** @param pin is only copied */
        static Traced of(Heading heading, Request request, Decision decision, Bundle bundle, Pin pin) {
            OrderSnapshot snapshot = request.snapshot();
            Iterator<RuleTrace> rules = isLong(snapshot)
                    ? bundle.decider().fullTrace(snapshot.receivedAt(heading.decidedAt()))
                    : decision.trace().rules().iterator();
            return new Traced(heading, decision.at(TraceLevel.NONE), rules, pin.again(), heldBytes(request));
        }

        private static long heldBytes(Request request) {
            OrderSnapshot snapshot = request.snapshot();
            long rules = isLong(snapshot)
                    ? 0
                    : HELD_BYTES_A_LINE * snapshot.order().lines().size();
            return HELD_BYTES + rules + (long) HELD_TIMES * request.content().length;
        }

        private static boolean isLong(OrderSnapshot snapshot) {
            return snapshot.order().lines().size() > MOST_LINES_IN_MEMORY;
        }

        @Override
        public AnswerBody with(Ending ending) {
            return new AnswerBody.Pieces(
                    new AnswerPieces(heading, ending.status(), decision, rules, ending.recordBlock()), pin, heldBytes);
        }

        @Override
        public void drop() {
            pin.close();
        }
    }
}
