package dev.docket.mapping.answer;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The answer to an 850 in its sender's language: one interchange with a 997, which says that the envelope was accepted, and an
 * 855 with an ACK for each line. The same document and decision give the same bytes.
 */
public final class X12Acknowledgement {
    private static final String CROSS_REFERENCE = "X12_668";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);
    private static final int PARTY_LENGTH = 15;
    private static final int CONTROL_LENGTH = 9;

    private final DecidedDocument order;
    private final StringBuilder text = new StringBuilder();
    private int segments;

    private X12Acknowledgement(DecidedDocument order) {
        this.order = order;
    }

    /** The interchange to send back. */
    public static String of(DecidedDocument order) {
        return new X12Acknowledgement(order).written();
    }

    private String written() {
        OffsetDateTime at = order.decidedAt();
        String control = padded(at("ISA", "13"), CONTROL_LENGTH);
        String day = DAY.format(at);
        String time = TIME.format(at);
        segment(
                "ISA",
                "00",
                " ".repeat(10),
                "00",
                " ".repeat(10),
                at("ISA", "7"),
                padded(at("ISA", "8"), PARTY_LENGTH),
                at("ISA", "5"),
                padded(at("ISA", "6"), PARTY_LENGTH),
                SHORT_DAY.format(at),
                time,
                at("ISA", "11").isBlank() ? "U" : at("ISA", "11"),
                at("ISA", "12"),
                control,
                "0",
                at("ISA", "15"),
                ">");
        group("FA", "1", day, time, this::accepted);
        group("PR", "2", day, time, this::acknowledged);
        segment("IEA", "2", control);
        return text.toString();
    }

    private void group(String kind, String number, String day, String time, Runnable transaction) {
        segment("GS", kind, at("GS", "3"), at("GS", "2"), day, time, number, "X", at("GS", "8"));
        transaction.run();
        segment("GE", "1", number);
    }

    /** The 997. */
    private void accepted() {
        begin("997");
        segment("AK1", at("GS", "1"), at("GS", "6"));
        segment("AK2", at("ST", "1"), at("ST", "2"));
        segment("AK5", "A");
        segment("AK9", "A", "1", "1", "1");
        end();
    }

    /** The 855. */
    private void acknowledged() {
        List<DecidedDocument.Line> lines = order.lines();
        List<String> codes = lines.stream().map(this::code).toList();
        begin("855");
        segment("BAK", "00", kind(codes), at("BEG", "3"), at("BEG", "5"));
        for (int i = 0; i < lines.size(); i++) {
            DecidedDocument.Line line = lines.get(i);
            segment(
                    "PO1",
                    line.lineId(),
                    of(line, "2"),
                    of(line, "3"),
                    of(line, "4"),
                    of(line, "5"),
                    of(line, "6"),
                    of(line, "7"));
            segment("ACK", codes.get(i), of(line, "2"), of(line, "3"));
        }
        segment("CTT", Integer.toString(lines.size()));
        end();
    }

    /** How the order as a whole is acknowledged (code list 587). */
    private String kind(List<String> codes) {
        return switch (order.disposition()) {
            case "REJECT" -> "RD";
            case "HOLD", "REVIEW" -> "AH";
            default -> codes.stream().allMatch("IA"::equals) ? "AD" : "AC";
        };
    }

    /** The code of a line (668): that of its gravest exception that has one, or what the order's disposition means for it. */
    private String code(DecidedDocument.Line line) {
        return order.gravest(line, CROSS_REFERENCE).orElseGet(() -> switch (order.disposition()) {
            case "REJECT" -> "IR";
            case "HOLD", "REVIEW" -> "IH";
            default -> "IA";
        });
    }

    private void begin(String kind) {
        segments = 0;
        segment("ST", kind, "0001");
    }

    private void end() {
        segment("SE", Integer.toString(segments + 1), "0001");
    }

    private String at(String segment, String element) {
        return order.at(segment, element);
    }

    private static String of(DecidedDocument.Line line, String element) {
        return DecidedDocument.text(line.segment(), element);
    }

    private static String padded(String text, int length) {
        return (text + " ".repeat(length)).substring(0, length);
    }

    /** Elements without those at the end that are empty; what would be taken for a delimiter becomes a blank. */
    private void segment(String tag, String... elements) {
        int last = elements.length;
        while (last > 0 && elements[last - 1].isEmpty()) {
            last--;
        }
        text.append(tag);
        for (int i = 0; i < last; i++) {
            boolean isDelimiter = tag.equals("ISA") && i == elements.length - 1;
            text.append('*').append(isDelimiter ? elements[i] : elements[i].replaceAll("[*~>\\p{Cc}]", " "));
        }
        text.append("~\n");
        segments++;
    }
}
