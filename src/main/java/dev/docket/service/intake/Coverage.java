package dev.docket.service.intake;

import java.util.List;
import java.util.Locale;

/**
 * What a journal proves of the records that came by Kafka.
 *
 * @param partitions each partition that it names, in order
 * @param problems each offset that was left out or taken twice
 */
public record Coverage(List<OfPartition> partitions, List<String> problems) {
    public Coverage {
        partitions = List.copyOf(partitions);
        problems = List.copyOf(problems);
    }

    /**
     * One partition.
     *
     * @param name topic and number, as in {@code orders/2}
     * @param from the first offset that was taken in
     * @param to the offset after the last one
     * @param decided how many records have a decision of their own
     * @param absent how many offsets have no record in Kafka
     * @param underWay how many decisions are beyond {@code to}: what became of the records around them is recorded next
     */
    public record OfPartition(
            String name,
            long from,
            long to,
            long decided,
            long duplicates,
            long deadLetters,
            long absent,
            long underWay) {
        /** In one line. */
        public String line() {
            return String.format(
                    Locale.ROOT,
                    "%s: offsets %d to %d: %,d decided, %,d duplicates, %,d dead letters, %,d absent%s",
                    name,
                    from,
                    to - 1,
                    decided,
                    duplicates,
                    deadLetters,
                    absent,
                    underWay == 0 ? "" : String.format(Locale.ROOT, "; %,d more decided, under way", underWay));
        }
    }
}
