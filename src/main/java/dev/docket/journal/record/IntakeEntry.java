package dev.docket.journal.record;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of a range of records that came by Kafka, so that nobody has to believe that none was left out. The ranges of a
 * partition follow each other: two of them never begin at the same offset.
 *
 * @param topic 1 to 249 letters, digits, dots, hyphens and underscores
 * @param from the first offset of the range
 * @param to the offset after its last one
 * @param apart the offsets that no decision names, in order; a decision names each other one as the call it came in
 */
public record IntakeEntry(String topic, int partition, long from, long to, List<Apart> apart, Instant at, String caller)
        implements Entry {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    /** @throws IllegalArgumentException if it is no range, or what is apart is not in it and in order */
    public IntakeEntry {
        apart = List.copyOf(apart);
        long next = from;
        for (Apart one : apart) {
            if (one.from() < next) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is not in order", one.text()));
            }
            next = one.to() + 1;
        }
        if (!TOPIC.matcher(topic).matches() || partition < 0 || from < 0 || to <= from || next > to) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d to %d of partition %d of '%s' is no range", from, to, partition, topic));
        }
    }

    /** The place where a range begins; no two have the same. */
    public record Place(String topic, int partition, long from) {
        private static final Pattern FORM = Pattern.compile("([^/]+)/(0|[1-9][0-9]{0,9})/([0-9]{19})");

        /** As a text that sorts like the offset among those of its partition. */
        public String text() {
            return String.format(Locale.ROOT, "%s/%d/%019d", topic, partition, from);
        }

        /** Parses the output of {@link #text}. @throws IllegalArgumentException if a text cannot have been written by this class */
        public static Place parse(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is no place of a range", text));
            }
            return new Place(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)));
        }
    }

    /** What can become of a record without a decision of its own. */
    public enum Fate {
        /** Its order was decided before; the detail is the record of that, as in {@code 0123456789ab:17}. */
        DUPLICATE("[0-9a-f]{12}:[1-9][0-9]{0,18}"),
        /** It is among the dead letters; the detail is why, and the digest of its value, or a hyphen if it had none. */
        DEAD_LETTERED("[a-z-]{1,40} (-|sha256:[0-9a-f]{64})"),
        /** Kafka has no such record: it was compacted away, or is the mark of a transaction. No detail. */
        ABSENT("");

        private final Pattern detail;

        Fate(String detail) {
            this.detail = Pattern.compile(detail);
        }
    }

    /**
     * One offset, or several without a record, that no decision names.
     *
     * @param to the last of them
     */
    public record Apart(long from, long to, Fate fate, String detail) {
        private static final Pattern FORM =
                Pattern.compile("(0|[1-9][0-9]{0,18})(?:-([1-9][0-9]{0,18}))? ([A-Z_]+)(?: (.+))?");

        /** @throws IllegalArgumentException if the fate has another detail, or only one record can have it */
        public Apart {
            if (from < 0
                    || to < from
                    || (to > from && fate != Fate.ABSENT)
                    || !fate.detail.matcher(detail).matches()) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "%d to %d cannot be %s '%s'", from, to, fate, detail));
            }
        }

        /** In one line, as headers have it. */
        public String text() {
            return from + (to > from ? "-" + to : "") + " " + fate + (detail.isEmpty() ? "" : " " + detail);
        }

        /** Parses the output of {@link #text}. @throws IllegalArgumentException if a text cannot have been written by this class */
        public static Apart parse(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is nothing apart", text));
            }
            long from = Long.parseLong(parts.group(1));
            Apart apart = new Apart(
                    from,
                    parts.group(2) == null ? from : Long.parseLong(parts.group(2)),
                    Fate.valueOf(parts.group(3)),
                    parts.group(4) == null ? "" : parts.group(4));
            if (!apart.text().equals(text)) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is nothing apart", text));
            }
            return apart;
        }
    }

    public Place place() {
        return new Place(topic, partition, from);
    }

    /** What is apart, each as a line. */
    public List<String> apartTexts() {
        return apart.stream().map(Apart::text).toList();
    }
}
