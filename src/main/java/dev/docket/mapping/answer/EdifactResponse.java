package dev.docket.mapping.answer;

import dev.docket.mapping.document.Piece;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The answer to an ORDERS in its sender's language: an interchange with an ORDRSP of the same directory. The same document and
 * decision give the same bytes.
 */
public final class EdifactResponse {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);
    private static final String ORDERED = "21";

    private final DecidedDocument order;
    private final StringBuilder text = new StringBuilder();
    private int segments;

    private EdifactResponse(DecidedDocument order) {
        this.order = order;
    }

    /** The interchange to send back, as text. */
    public static String of(DecidedDocument order) {
        return new EdifactResponse(order).written();
    }

    private String written() {
        OffsetDateTime at = order.decidedAt();
        String reference = order.at("UNB", "5");
        // Since version 4 of the syntax, the interchange is dated with the century.
        String day = (isOfVersion4() ? DAY : SHORT_DAY).format(at);
        text.append("UNA:+.? '\n");
        segment(
                "UNB",
                composite("UNB", "1"),
                composite("UNB", "3"),
                composite("UNB", "2"),
                day + ":" + TIME.format(at),
                plain(reference),
                "",
                "",
                "",
                "",
                "",
                plain(order.at("UNB", "11")));
        segments = 0;
        segment("UNH", "1", "ORDRSP" + directory());
        segment("BGM", "231", plain(order.at("BGM", "2")), function());
        segment("DTM", "137:" + MINUTE.format(at) + ":203");
        segment("RFF", "ON:" + plain(order.at("BGM", "2")));
        party("BY");
        party("SU");
        order.lines().forEach(this::line);
        segment("UNS", "S");
        segment("CNT", "2:" + order.lines().size());
        segment("UNT", Integer.toString(segments + 1), "1");
        segment("UNZ", "1", plain(reference));
        return text.toString();
    }

    private boolean isOfVersion4() {
        return DecidedDocument.text(order.transaction(), "UNB", "1", "2").compareTo("4") >= 0;
    }

    /** Version, release and agency of the sender's message; what an association assigned is of ORDERS only. */
    private String directory() {
        return Arrays.stream(new String[] {"2", "3", "4"})
                .map(component -> ":" + plain(DecidedDocument.text(order.transaction(), "UNH", "2", component)))
                .collect(Collectors.joining());
    }

    /** What the message says of the order (code list 1225): as it is, with changes, not at all, or not yet. */
    private String function() {
        return switch (order.disposition()) {
            case "REJECT" -> "27";
            case "HOLD", "REVIEW" -> "12";
            default -> order.isChanged() ? "4" : "29";
        };
    }

    /** What it says of a line (code list 1229). */
    private String action(DecidedDocument.Line line) {
        return switch (order.disposition()) {
            case "REJECT" -> "7";
            case "HOLD", "REVIEW" -> "4";
            default -> order.isChanged(line) ? "3" : "5";
        };
    }

    private void party(String qualifier) {
        order.transaction().named("NAD").stream()
                .filter(party -> DecidedDocument.text(party, "1").equals(qualifier))
                .findFirst()
                .ifPresent(party -> segment("NAD", qualifier, components(party, "2")));
    }

    private void line(DecidedDocument.Line line) {
        Piece segment = line.segment();
        segment("LIN", plain(line.lineId()), action(line), components(segment, "3"));
        segment.named("PIA")
                .forEach(each -> segment("PIA", plain(DecidedDocument.text(each, "1")), components(each, "2")));
        segment.named("QTY").stream()
                .filter(quantity -> DecidedDocument.text(quantity, "1", "1").equals(ORDERED))
                .findFirst()
                .ifPresent(quantity -> segment("QTY", components(quantity, "1").replace(',', '.')));
        segment("RFF", "LI:" + plain(order.at("BGM", "2")) + ":" + plain(line.lineId()));
    }

    private String composite(String tag, String element) {
        List<Piece> found = order.transaction().named(tag);
        return found.isEmpty() ? "" : components(found.getFirst(), element);
    }

    private static String components(Piece segment, String element) {
        List<Piece> found = segment.named(element);
        return found.isEmpty()
                ? ""
                : trimmed(
                        found.getFirst().pieces().stream()
                                .map(piece -> plain(DecidedDocument.text(piece)))
                                .toList(),
                        ":");
    }

    /** A text with its delimiters released; what cannot be seen becomes a blank. */
    private static String plain(String said) {
        return said.replaceAll("\\p{Cc}", " ").replaceAll("[?+:']", "?$0");
    }

    private void segment(String tag, String... elements) {
        List<String> all = new ArrayList<>(List.of(tag));
        all.addAll(Arrays.asList(elements));
        text.append(trimmed(all, "+")).append("'\n");
        segments++;
    }

    /** Joined, without those at the end that are empty. */
    private static String trimmed(List<String> parts, String delimiter) {
        int last = parts.size();
        while (last > 0 && parts.get(last - 1).isEmpty()) {
            last--;
        }
        return String.join(delimiter, parts.subList(0, last));
    }
}
