package dev.docket.service.work;

import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import dev.docket.journal.AppendedWork;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;
import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.service.StoreUnavailableException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Records that somebody claims, assigns, gives back or comments a decision. Each record has the next number of its decision, and the
 * journal takes a number once: whoever was overtaken looks again at what is now the case.
 */
public final class WorkOnDecision {
    private static final int MOST_ATTEMPTS = 20;
    private static final int KEPT_FOR_ALL_BUT_NOTES = 50;
    private static final int KEPT_FOR_RETURNS = 1;

    private final Journal journal;
    private final InstantSource clock;

    public WorkOnDecision(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** The result. */
    @SuppressWarnings("ArrayRecordComponent") // answers on their way out; never compared
    public sealed interface Result {
        /** Recorded, and durable. */
        record Done(byte[] answer) implements Result {}

        /** It was so already; nothing was recorded. */
        record Repeated(byte[] answer) implements Result {}

        /** No such decision. */
        record Unknown() implements Result {}

        /** Somebody else has it. */
        record Held(Holding holding) implements Result {}

        /** Nobody has it. */
        record Free() implements Result {}

        /** It does not wait for a person. */
        record Closed(NotWaiting because) implements Result {}

        /** So much was done with it that no more is recorded. */
        record Full() implements Result {}

        record Invalid(List<Problem> problems) implements Result {}

        /** Nothing was recorded. */
        record Unavailable(String because) implements Result {}
    }

    /**
     * What was done with a decision, in its order.
     *
     * @param holding who has it; nobody once an outcome is recorded
     */
    public record Row(List<WorkStep> steps, Optional<Holding> holding) {
        public Row {
            steps = List.copyOf(steps);
        }
    }

    /** Records it, if it may be. */
    public Result record(DecisionId decisionId, Intent intent, Sender sender) {
        List<Problem> problems = intent.problems();
        if (!problems.isEmpty()) {
            return new Result.Invalid(problems);
        }
        try {
            return journal.findByDecisionId(decisionId)
                    .map(decision -> record(decision.entry(), intent, sender))
                    .orElseGet(Result.Unknown::new);
        } catch (JournalUnavailableException unavailable) {
            return new Result.Unavailable(unavailable.toCaller());
        }
    }

    /** @throws StoreUnavailableException if the journal cannot be read */
    public Row of(DecisionId decisionId) {
        return StoreUnavailableException.reading(() -> {
            List<Recorded<WorkEntry>> row = journal.workOf(decisionId);
            return new Row(row.stream().map(one -> WorkStep.of(one.entry())).toList(), holding(decisionId, row));
        });
    }

    private Optional<Holding> holding(DecisionId decisionId, List<Recorded<WorkEntry>> row) {
        return Holding.after(row)
                .filter(held -> journal.latestOutcomeOf(decisionId).isEmpty());
    }

    /** The same as one JSON object. */
    public byte[] json(DecisionId decisionId) {
        return StoreUnavailableException.reading(() -> {
            List<Recorded<WorkEntry>> row = journal.workOf(decisionId);
            JsonWriter json = new JsonWriter().beginObject().field("decisionId", decisionId);
            holding(decisionId, row)
                    .ifPresent(held -> json.field("holder", held.holder()).field("since", held.since()));
            json.name("steps").beginArray();
            row.forEach(one -> json.json(WorkStep.json(one)));
            return json.endArray().endObject().bytes();
        });
    }

    private Result record(DecisionEntry decision, Intent intent, Sender sender) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            List<Recorded<WorkEntry>> row = journal.workOf(decision.decisionId());
            WorkEntry next = new WorkEntry(
                    decision.decisionId(),
                    row.size() + 1,
                    act(intent),
                    holder(intent, sender),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    sender,
                    Payload.of(document(intent)));
            Optional<Result> settled = settled(decision, intent, next, row);
            if (settled.isPresent()) {
                return settled.get();
            }
            if (appended(next) instanceof AppendedWork.New fresh) {
                return new Result.Done(WorkStep.json(fresh.recorded()));
            }
        }
        return new Result.Unavailable("Too many others work on this decision at the same moment.");
    }

    /** The answer, if nothing is to be recorded. */
    private Optional<Result> settled(
            DecisionEntry decision, Intent intent, WorkEntry next, List<Recorded<WorkEntry>> row) {
        Optional<Result> closed = takes(intent) ? closed(decision) : Optional.empty();
        if (closed.isPresent()) {
            return closed;
        }
        if (!row.isEmpty() && next.repeats(row.getLast().entry())) {
            return Optional.of(new Result.Repeated(WorkStep.json(row.getLast())));
        }
        Optional<Holding> holding = Holding.after(row);
        Optional<Holding> others = holding.filter(held -> !held.holder().equals(Holding.subject(next.caller())));
        Optional<Result> refused =
                switch (intent) {
                    case Intent.Claim claim ->
                        others.<Result>map(Result.Held::new)
                                .or(() -> holding.filter(mine -> claim.note().isEmpty())
                                        .map(mine -> new Result.Repeated(WorkStep.json(holds(row)))));
                    case Intent.Assign assign -> Optional.empty();
                    case Intent.Return back -> free(holding).or(() -> others.map(Result.Held::new));
                    case Intent.TakeAway away -> free(holding);
                    case Intent.Note note -> Optional.empty();
                };
        return refused.or(() -> row.size() >= most(intent) ? Optional.of(new Result.Full()) : Optional.empty());
    }

    /** Whether somebody would have the decision then. That takes one that waits, also of whoever has it and asks once more. */
    private static boolean takes(Intent intent) {
        return switch (intent) {
            case Intent.Claim claim -> true;
            case Intent.Assign assign -> true;
            case Intent.Return back -> false;
            case Intent.TakeAway away -> false;
            case Intent.Note note -> false;
        };
    }

    /** The last places are kept for getting a decision out of somebody's hands: notes cannot use them up. */
    private static int most(Intent intent) {
        return switch (intent) {
            case Intent.Note note -> JournalReader.MOST_WORK - KEPT_FOR_ALL_BUT_NOTES;
            case Intent.Claim claim -> JournalReader.MOST_WORK - KEPT_FOR_RETURNS;
            case Intent.Assign assign -> JournalReader.MOST_WORK - KEPT_FOR_RETURNS;
            case Intent.Return back -> JournalReader.MOST_WORK;
            case Intent.TakeAway away -> JournalReader.MOST_WORK;
        };
    }

    private Optional<Result> closed(DecisionEntry decision) {
        return NotWaiting.of(decision, journal).map(Result.Closed::new);
    }

    private static Optional<Result> free(Optional<Holding> holding) {
        return holding.isPresent() ? Optional.empty() : Optional.of(new Result.Free());
    }

    private static Recorded<WorkEntry> holds(List<Recorded<WorkEntry>> row) {
        return row.stream()
                .filter(one -> one.entry().act().isHolding())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static WorkEntry.Act act(Intent intent) {
        return switch (intent) {
            case Intent.Claim claim -> WorkEntry.Act.CLAIMED;
            case Intent.Assign assign -> WorkEntry.Act.ASSIGNED;
            case Intent.Return back -> WorkEntry.Act.RETURNED;
            case Intent.TakeAway away -> WorkEntry.Act.RETURNED;
            case Intent.Note note -> WorkEntry.Act.NOTED;
        };
    }

    private static String holder(Intent intent, Sender sender) {
        return switch (intent) {
            case Intent.Claim claim -> Holding.subject(sender.caller());
            case Intent.Assign assign -> assign.assignee();
            case Intent.Return back -> "";
            case Intent.TakeAway away -> "";
            case Intent.Note note -> "";
        };
    }

    // With the fields in their order, as everything that is recorded.
    private static byte[] document(Intent intent) {
        JsonWriter json = new JsonWriter(512).beginObject().field("act", act(intent));
        if (intent instanceof Intent.Assign assign) {
            json.field("assignee", assign.assignee());
        }
        if (!intent.note().isEmpty()) {
            json.field("note", intent.note());
        }
        return json.endObject().bytes();
    }

    private AppendedWork appended(WorkEntry entry) {
        try {
            return journal.append(entry).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof JournalUnavailableException unavailable) {
                throw unavailable;
            }
            throw failure;
        }
    }
}
