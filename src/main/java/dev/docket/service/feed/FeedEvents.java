package dev.docket.service.feed;

import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.journal.Log;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.json.JsonWriter;
import dev.docket.service.decide.AnswerBody;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.decide.Reproduced;
import dev.docket.service.decide.Splice;
import dev.docket.service.outcome.OutcomeJson;
import dev.docket.service.search.DecisionSummary;
import dev.docket.service.work.WorkStep;
import java.util.Locale;

/** Writes records as events: CloudEvents 1.0 as JSON, the same bytes however often one is sent. */
public final class FeedEvents {
    private final ReproduceAnswer answers;

    /** @param answers gives recorded answers as they are read one by one */
    public FeedEvents(ReproduceAnswer answers) {
        this.answers = answers;
    }

    byte[] of(Recorded<Entry> recorded) {
        Position position = recorded.position();
        JsonWriter json = new JsonWriter(4096)
                .beginObject()
                .field("specversion", "1.0")
                .field("id", id(position))
                .field("source", Log.origin(position.stream()))
                .field("type", FeedKind.of(recorded.entry()).type())
                .field("subject", subject(recorded))
                .field("time", recorded.entry().at())
                .field("datacontenttype", "application/json")
                // As the extension of this name has it: text that sorts as its number does.
                .field("sequence", String.format(Locale.ROOT, "%019d", position.sequence()))
                .field("leafhash", position.hash().toString());
        switch (recorded.entry()) {
            case DecisionEntry decision -> decision(json, new Recorded<>(decision, position));
            case OutcomeEntry outcome -> json.name("data").json(OutcomeJson.of(new Recorded<>(outcome, position)));
            case WorkEntry work -> json.name("data").json(WorkStep.json(new Recorded<>(work, position)));
            case ChangeEntry change -> json.name("data").json(data(change, position));
            case IntakeEntry intake -> json.name("data").json(data(intake, position));
            case RetirementEntry retirement -> json.name("data").json(data(retirement, position));
        }
        return json.endObject().bytes();
    }

    static String id(Position position) {
        return position.stream() + "-" + position.sequence();
    }

    private static String subject(Recorded<Entry> recorded) {
        return switch (recorded.entry()) {
            case DecisionEntry decision -> decision.decisionId().text();
            case OutcomeEntry outcome -> outcome.decisionId().text();
            case WorkEntry work -> work.decisionId().text();
            case ChangeEntry change -> change.changeId();
            case IntakeEntry intake -> intake.topic() + "/" + intake.partition();
            case RetirementEntry retirement -> recorded.position().stream();
        };
    }

    /** The answer, or what a search still shows of it. */
    private void decision(JsonWriter json, Recorded<DecisionEntry> recorded) {
        switch (answers.at(recorded, TraceLevel.FIRED)) {
            case Reproduced.Answered answered -> {
                try (AnswerBody answer = answered.answer()) {
                    json.name("data").json(answer.bytes());
                }
            }
            case Reproduced.Retired retired ->
                json.field("retired", true).name("data").json(new DecisionSummary(recorded).json());
            case Reproduced.Masked masked -> throw unread(recorded);
            case Reproduced.BundleNotLoaded missing -> throw unread(recorded);
            case Reproduced.SnapshotNotKept missing -> throw unread(recorded);
        }
    }

    private static IllegalStateException unread(Recorded<DecisionEntry> recorded) {
        return new IllegalStateException("a recorded answer needs nothing to be read: " + recorded.position());
    }

    private static byte[] data(ChangeEntry change, Position position) {
        JsonWriter json = new JsonWriter(1024)
                .beginObject()
                .field("changeId", change.changeId())
                .field("number", change.number())
                .field("step", change.step())
                .field("after", new Digest(change.after().toString()))
                .field("recordedAt", change.at())
                .field("caller", change.caller());
        if (change.document() instanceof Payload.Kept kept) {
            json.name("document").json(kept.bytes());
        }
        return record(json, position);
    }

    private static byte[] data(IntakeEntry intake, Position position) {
        return record(
                new JsonWriter(512)
                        .beginObject()
                        .field("topic", intake.topic())
                        .field("partition", intake.partition())
                        .field("from", intake.from())
                        .field("to", intake.to())
                        .field("apart", intake.apartTexts())
                        .field("recordedAt", intake.at()),
                position);
    }

    private static byte[] data(RetirementEntry retirement, Position position) {
        return record(
                new JsonWriter(512)
                        .beginObject()
                        .field("stream", position.stream())
                        .field("upTo", retirement.upTo())
                        .field("before", retirement.before())
                        .field("recordedAt", retirement.at())
                        .field("caller", retirement.caller()),
                position);
    }

    private static byte[] record(JsonWriter json, Position position) {
        return json.name("record").json(Splice.record(position)).endObject().bytes();
    }
}
