package dev.docket.json;

import dev.docket.decision.Decision;
import dev.docket.decision.rule.RuleTrace;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is written piece by piece, with the bytes that {@link AnswerWriter} writes at once. In memory is one piece and
 * the part of the answer that did not fit into it, at most what stands before the rules of the trace. For one thread.
 */
public final class AnswerPieces {
    /** The size of each piece but the last, in bytes. */
    public static final int PIECE_BYTES = 64 * 1024;

    private final JsonWriter json = new JsonWriter(8192);
    private final Decision decision;
    private final Iterator<RuleTrace> rules;
    private final byte @Nullable [] recordBlock;
    private final SortedMap<String, Object> parametersUsed = new TreeMap<>();
    private boolean isWritten;

    /**
     * Begins an answer.
     *
     * @param status NEW or DUPLICATE
     * @param decision everything but the rules of its trace, which it may list at any level
     * @param rules the rules of the trace; what they need must stay usable until the last piece
     * @param recordBlock the record block, if there is one
     */
    public AnswerPieces(
            Heading heading,
            String status,
            Decision decision,
            Iterator<RuleTrace> rules,
            byte @Nullable [] recordBlock) {
        this.decision = decision;
        this.rules = rules;
        this.recordBlock = recordBlock;
        AnswerWriter.begin(json, heading, status, decision);
    }

    /** The next bytes; none once the answer has been written. */
    public byte[] next() {
        while (json.size() < PIECE_BYTES && !isWritten) {
            writeMore();
        }
        return json.take(PIECE_BYTES);
    }

    /** Whether there is no further piece. */
    public boolean isDone() {
        return isWritten && json.size() == 0;
    }

    private void writeMore() {
        if (rules.hasNext()) {
            RuleTrace rule = rules.next();
            parametersUsed.putAll(rule.parameters());
            TraceWriter.rule(json, rule);
            return;
        }
        TraceWriter.end(json, decision.trace(), parametersUsed);
        if (recordBlock != null) {
            json.name("record").json(recordBlock);
        }
        json.endObject();
        isWritten = true;
    }
}
