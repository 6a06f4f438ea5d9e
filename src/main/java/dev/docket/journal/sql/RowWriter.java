package dev.docket.journal.sql;

import dev.docket.access.Sender;
import dev.docket.journal.record.AttributeFacets;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Facet;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.RecordHeader.Kind;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a record into a row. */
final class RowWriter {
    private static final Set<String> NUMBERS = Set.of("sequence", "at");
    private static final Set<String> HASHES = Set.of("previous", "hash", "payload_hash", "answer_hash");

    private final Map<String, Object> row = new HashMap<>();

    private RowWriter(Entry entry, Position position) {
        row.put("stream", position.stream());
        row.put("sequence", position.sequence());
        row.put("at", entry.at().toEpochMilli());
        row.put("caller", entry.caller());
        row.put("previous", position.previous().bytes());
        row.put("hash", position.hash().bytes());
        switch (entry) {
            case DecisionEntry decision -> put(decision);
            case OutcomeEntry outcome -> put(outcome);
            case RetirementEntry retirement -> put(retirement);
            case ChangeEntry change -> put(change);
            case WorkEntry work -> put(work);
            case IntakeEntry intake -> put(intake);
        }
    }

    /** Sets the values of {@link RecordColumns#INSERT}. */
    static void bind(PreparedStatement insert, Entry entry, Position position) throws SQLException {
        new RowWriter(entry, position).bind(insert);
    }

    private void put(DecisionEntry decision) {
        row.put("kind", Kind.DECISION.name());
        row.put("decision_id", decision.decisionId().text());
        row.put("request_id", decision.requestId());
        row.put("request_digest", decision.requestDigest().text());
        row.put("bundle_digest", decision.bundleDigest().text());
        row.put("model_digest", decision.modelDigestText());
        row.put("payload_hash", decision.request().hash().bytes());
        row.put("answer_hash", decision.answer().hash().bytes());
        String detail = RowReader.detail(decision.spooled(), decision.underEmergency(), decision.arm());
        if (!detail.isEmpty()) {
            row.put("detail", detail);
        }
        if (!decision.masked().isEmpty()) {
            row.put("masked", String.join(" ", decision.masked()));
        }
        if (!decision.facets().attributes().isEmpty()) {
            row.put("attributes", AttributeFacets.text(decision.facets().attributes()));
        }
        decision.mapped().ifPresent(by -> row.put("mapping", by.text()));
        put(decision.sender());
        for (var facet : Facet.values()) {
            row.put(facet.column(), facet.text(decision.facets()));
        }
    }

    private void put(OutcomeEntry outcome) {
        row.put("kind", Kind.OUTCOME.name());
        row.put("decision_id", outcome.decisionId().text());
        row.put("detail", outcome.outcome());
        row.put("payload_hash", outcome.document().hash().bytes());
        put(outcome.sender());
    }

    private void put(Sender sender) {
        sender.call().ifPresent(call -> row.put("call", call.text()));
    }

    private void put(RetirementEntry retirement) {
        row.put("kind", Kind.RETIREMENT.name());
        row.put("detail", retirement.upTo() + " " + retirement.before());
    }

    private void put(ChangeEntry change) {
        row.put("kind", Kind.CHANGE.name());
        row.put("step", step(change.number()));
        row.put("detail", change.step() + " " + change.changeId());
        row.put("answer_hash", change.after().bytes());
        row.put("payload_hash", change.document().hash().bytes());
        put(change.sender());
    }

    private void put(WorkEntry work) {
        row.put("kind", Kind.WORK.name());
        row.put("decision_id", work.decisionId().text());
        row.put("work", step(work.number()));
        row.put("detail", detail(work.act(), work.holder()));
        row.put("payload_hash", work.document().hash().bytes());
        put(work.sender());
    }

    private void put(IntakeEntry intake) {
        row.put("kind", Kind.INTAKE.name());
        row.put("intake", intake.place().text());
        row.put("detail", detail(intake));
    }

    /** Where a range ends, and a line for whatever is apart. */
    static String detail(IntakeEntry intake) {
        return Stream.concat(Stream.of(Long.toString(intake.to())), intake.apartTexts().stream())
                .collect(Collectors.joining("\n"));
    }

    /** What was done with a decision, and who has it from then on. */
    static String detail(WorkEntry.Act act, String holder) {
        return act.name() + " " + holder;
    }

    /** The number of a step as a text that sorts like the number. */
    static String step(long number) {
        return String.format(Locale.ROOT, "%012d", number);
    }

    // Typed even when null, because JDBC does not batch rows of different types.
    private void bind(PreparedStatement insert) throws SQLException {
        int place = 1;
        for (var name : RecordColumns.NAMES) {
            var value = row.get(name);
            if (NUMBERS.contains(name)) {
                insert.setLong(place, (Long) Objects.requireNonNull(value));
            } else if (HASHES.contains(name)) {
                insert.setBytes(place, (byte[]) value);
            } else {
                insert.setString(place, (String) value);
            }
            place++;
        }
    }
}
