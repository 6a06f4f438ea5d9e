package dev.docket.journal.verify;

import dev.docket.journal.DamagedRecordException;
import dev.docket.journal.Log;
import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.checkpoint.SignedHead;
import dev.docket.journal.merkle.CompactRange;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Verifies one stream: recomputes every hash in sequence and compares it with what is stored and
 * signed. Uses constant memory. Not thread-safe.
 */
final class Verification {
    private final String stream;
    private final NoteVerifier key;
    private final LogCheckpoints checkpoints;
    private final CompactRange tree;
    private final StoredNodes nodes;
    private final MissingPayloads missing = new MissingPayloads();
    private final List<Finding> findings = new ArrayList<>();
    private Hash last;
    private long indexEntries;
    private long unsigned;
    private long lastBehind = -1;

    /**
     * @param beginning after which its records are verified
     * @param key the key that signed the stream's log checkpoints
     * @param stored the stream's log checkpoints
     * @param kept log checkpoints of the stream that were kept elsewhere
     */
    Verification(
            Log log,
            Beginning beginning,
            NoteVerifier key,
            List<StoredCheckpoint> stored,
            List<StoredCheckpoint> kept) {
        stream = log.stream();
        this.key = key;
        tree = CompactRange.over(beginning.known().records(), beginning.log());
        last = beginning.known().last();
        nodes = new StoredNodes(log.subtrees(), beginning);
        checkpoints = new LogCheckpoints(stream, key, beginning, stored, kept, this::found);
    }

    /** Checks the next record. After a problem, later records cannot be trusted. */
    void add(Recorded<Entry> recorded) {
        var position = recorded.position();
        long expected = tree.size() + 1;
        if (position.sequence() != expected) {
            found(expected, position.sequence() > expected ? "is missing" : "is out of order");
            return;
        }
        if (!position.previous().equals(last)) {
            found(expected, "names %s as the previous hash, but that is %s".formatted(position.previous(), last));
        }
        var computed =
                RecordHeader.position(recorded.entry(), stream, expected, last).hash();
        if (!computed.equals(position.hash())) {
            found(expected, "was changed: its hash is %s, but %s was recorded".formatted(computed, position.hash()));
        }
        checkPayloads(recorded.entry(), expected);
        tree.append(computed);
        last = computed;
        nodes.append(computed).ifPresent(what -> found(expected, what));
        checkpoints.reach(expected, tree::root);
    }

    /** Reports a record that could not be read. */
    void damaged(DamagedRecordException damage) {
        found(damage.sequence(), "was changed: " + damage.what());
    }

    /** Whether a signed head is over records that were not read yet, and that may come. */
    boolean isBehind(Optional<String> head) {
        long signed = read(head).map(SignedHead::sequence).orElse(0L);
        boolean mayCome = signed > tree.size() && tree.size() > lastBehind;
        lastBehind = tree.size();
        return mayCome;
    }

    /**
     * After the last record.
     *
     * @param head the signed note over it, read after it
     * @param mustBeSigned whether the stream is known to have one
     */
    void end(Optional<String> head, boolean mustBeSigned) {
        missing.beyondRetention()
                .ifPresent(sequence -> found(
                        sequence,
                        "lost its request and answer: the payload is missing, and no record says that it was retired"));
        checkpoints.end(tree.size());
        if (isSound()) {
            checkHead(head, mustBeSigned);
        }
    }

    private Optional<SignedHead> read(Optional<String> head) {
        return head.flatMap(note -> SignedHead.read(note, key));
    }

    private void checkHead(Optional<String> head, boolean mustBeSigned) {
        if (read(head).isEmpty() && !mustBeSigned) {
            unsigned = tree.size() - checkpoints.lastCovered();
            return;
        }
        if (head.isEmpty()) {
            if (tree.size() > 0) {
                found(tree.size(), "is the last one, and the signature over the last one is missing");
            }
            return;
        }
        var signed = read(head).filter(one -> one.origin().equals(Log.origin(stream)));
        if (signed.isEmpty()) {
            found(tree.size(), "is the last one, and the signature over the last one is not of the key " + key.text());
        } else if (signed.get().sequence() > tree.size()) {
            found(
                    tree.size() + 1,
                    String.format(
                            Locale.ROOT,
                            "is missing: record %d was signed as the last one",
                            signed.get().sequence()));
        } else if (signed.get().sequence() < tree.size()) {
            found(
                    signed.get().sequence() + 1,
                    String.format(
                            Locale.ROOT,
                            "and those after it lie beyond what was signed: %d records in all",
                            tree.size() - signed.get().sequence()));
        } else if (!signed.get().hash().equals(last)) {
            found(tree.size(), "is not the one that was signed as the last one");
        }
    }

    /** How many records neither a checkpoint nor a head covers. */
    long unsigned() {
        return unsigned;
    }

    boolean isSound() {
        return findings.isEmpty();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    long size() {
        return tree.size();
    }

    /** The number of entries the indexes of codes, rules and attributes must have so far. */
    long indexEntries() {
        return indexEntries;
    }

    private void checkPayloads(Entry entry, long sequence) {
        switch (entry) {
            case DecisionEntry decision -> {
                indexEntries += decision.facets().codes().size()
                        + decision.facets().ruleIds().size()
                        + decision.facets().attributes().size();
                checkPayload(decision.request(), sequence, "the request");
                checkPayload(decision.answer(), sequence, "the answer");
            }
            case OutcomeEntry outcome -> checkPayload(outcome.document(), sequence, "the outcome");
            case WorkEntry work -> checkPayload(work.document(), sequence, "the work on a decision");
            case IntakeEntry intake -> {}
            case RetirementEntry retirement -> missing.retired(retirement.upTo());
            case ChangeEntry change -> {
                if (change.document() instanceof Payload.Retired) {
                    found(sequence, "lost its document: a step of a policy change is never retired");
                } else {
                    checkPayload(change.document(), sequence, "the step of a policy change");
                }
            }
        }
    }

    private void checkPayload(Payload payload, long sequence, String name) {
        switch (payload) {
            case Payload.Kept kept -> {
                if (!Hash.over(kept.bytes()).equals(kept.hash())) {
                    found(sequence, "was changed: %s is not the recorded one".formatted(name));
                }
            }
            case Payload.Retired retired -> missing.add(sequence);
            case Payload.Unread unread -> throw new IllegalStateException("payloads must be read to be verified");
        }
    }

    private void found(long sequence, String what) {
        findings.add(new Finding(stream, sequence, what));
    }

    /** Something that is not as it was recorded or signed. */
    record Finding(String stream, long sequence, String what) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "record %d of stream %s %s", sequence, stream, what);
        }
    }
}
