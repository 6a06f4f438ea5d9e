package dev.docket.mapping.document;

import dev.docket.json.Echo;
import dev.docket.json.Problem;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.EDIStreamValidationError;
import io.xlate.edi.stream.Location;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads an interchange of X12 or EDIFACT: one document for each transaction, with the segments of its envelope. StAEDI finds
 * the delimiters, and checks envelope, references and counts.
 */
final class EdiDocument {
    private static final int MOST_PROBLEMS = 20;

    private final Format format;
    private final EDIStreamReader reader;
    private final Transactions transactions;
    private final Budget budget = new Budget();
    private final List<Problem> problems = new ArrayList<>();

    private EdiDocument(Format format, EDIStreamReader reader, SegmentPlan plan) {
        this.format = format;
        this.reader = reader;
        this.transactions = new Transactions(plan, problems);
    }

    static List<Piece> read(Format format, byte[] bytes, SegmentPlan plan) {
        String text = Interchange.text(format, bytes);
        EDIInputFactory factory = EDIInputFactory.newFactory();
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, true);
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_CODE_VALUES, false);
        try {
            return new EdiDocument(
                            format,
                            factory.createEDIStreamReader(
                                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "UTF-8"),
                            plan)
                    .documents();
        } catch (EDIStreamException wrong) {
            throw UnreadableException.at(place(wrong.getLocation()), Fault.SYNTAX, message(wrong));
        }
    }

    /** The library puts a number before its message and the place after it, which is told apart. */
    private static String message(EDIStreamException wrong) {
        String message = String.valueOf(wrong.getMessage()).replaceFirst("^EDIE\\d+ - ", "");
        return "not an interchange: " + message.replaceFirst(" (at|after|in) (offset|segment|position) .*$", "");
    }

    private List<Piece> documents() throws EDIStreamException {
        boolean hasEnded = false;
        while (reader.hasNext()) {
            EDIStreamEvent event = reader.next();
            switch (event) {
                case START_SEGMENT -> {
                    budget.take(this::here);
                    transactions.segment(reader.getText(), reader.getLocation().getSegmentPosition());
                }
                case START_COMPOSITE ->
                    transactions.composite(reader.getLocation().getElementPosition());
                case END_COMPOSITE -> transactions.endComposite();
                case ELEMENT_DATA -> element();
                case START_TRANSACTION -> transactions.begin();
                case END_TRANSACTION -> transactions.end();
                case END_INTERCHANGE -> hasEnded = true;
                case SEGMENT_ERROR, ELEMENT_DATA_ERROR, ELEMENT_OCCURRENCE_ERROR -> error();
                default -> {}
            }
        }
        if (!hasEnded && problems.isEmpty()) {
            problems.add(UnreadableException.problem(
                    "the end", Fault.SYNTAX, "the interchange ends before its last segment"));
        }
        if (!problems.isEmpty()) {
            throw new UnreadableException(problems);
        }
        return transactions.documents();
    }

    private void element() {
        String text = reader.getText();
        budget.take(this::here);
        budget.requireLength(text.length(), this::here);
        Location at = reader.getLocation();
        transactions.element(at.getElementPosition(), at.getComponentPosition(), text, format == Format.EDIFACT);
    }

    private void error() {
        if (problems.size() == MOST_PROBLEMS) {
            throw new UnreadableException(problems);
        }
        EDIStreamValidationError error = reader.getErrorType();
        problems.add(UnreadableException.problem(here(), Fault.WRONG_CONTROL, words(error)));
    }

    private String words(EDIStreamValidationError error) {
        String found = reader.hasText() ? " '%s'".formatted(Echo.of(reader.getText())) : "";
        return switch (error) {
            case CONTROL_COUNT_DOES_NOT_MATCH_ACTUAL_COUNT ->
                "the count%s is not the number of what the envelope holds".formatted(found);
            case CONTROL_REFERENCE_MISMATCH ->
                "the reference%s is not the one that the envelope begins with".formatted(found);
            case MANDATORY_SEGMENT_MISSING -> "segment %s is missing".formatted(reader.getText());
            case UNEXPECTED_SEGMENT, SEGMENT_NOT_IN_PROPER_SEQUENCE, SEGMENT_NOT_IN_DEFINED_TRANSACTION_SET ->
                "the segment does not belong at this place of the envelope";
            default ->
                "the envelope is wrong:%s %s"
                        .formatted(found, error.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        };
    }

    private String here() {
        return place(reader.getLocation());
    }

    private static String place(Location at) {
        if (at == null) {
            return "the beginning";
        }
        if (at.getSegmentPosition() < 1) {
            return String.format(Locale.ROOT, "character %d", Math.max(at.getCharacterOffset(), 1));
        }
        String element =
                at.getElementPosition() < 1 ? "" : String.format(Locale.ROOT, " element %d", at.getElementPosition());
        String component = at.getComponentPosition() < 1
                ? ""
                : String.format(Locale.ROOT, " component %d", at.getComponentPosition());
        return String.format(
                Locale.ROOT, "segment %d (%s)%s%s", at.getSegmentPosition(), at.getSegmentTag(), element, component);
    }
}
