package dev.docket.service.evidence;

import dev.docket.html.HtmlTemplate;
import dev.docket.journal.Log;
import dev.docket.service.replay.ReplayReport;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The start page of an evidence pack. Its components are what {@code index.html} shows, as text.
 *
 * @param uncovered how many records no checkpoint covers yet; empty if none
 * @param same how many decisions were reproduced
 * @param bundles a note on each bundle
 */
public record IndexPage(
        String decisions,
        String outcomes,
        Instant from,
        Instant to,
        String uncovered,
        List<Named> dispositions,
        List<Named> rules,
        String same,
        String replayed,
        List<Named> bundles,
        String checkpoints) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(IndexPage.class, "index.html");

    /** A row of a table. */
    public record Named(String name, String text) {}

    /** @param bundles a note on each bundle, by digest */
    static String of(
            Instant from,
            Instant to,
            Collection<Log.StoredCheckpoint> checkpoints,
            PackRecords records,
            ReplayReport replayed,
            SortedMap<String, String> bundles) {
        return TEMPLATE.render(new IndexPage(
                grouped(records.decisions()),
                grouped(records.outcomes()),
                from,
                to,
                records.uncovered() == 0 ? "" : grouped(records.uncovered()),
                counts(records.dispositions()),
                counts(records.rules()),
                grouped(replayed.same()),
                grouped(replayed.decisions()),
                bundles.entrySet().stream()
                        .map(bundle -> new Named(bundle.getKey(), bundle.getValue()))
                        .toList(),
                checkpoints.stream().map(Log.StoredCheckpoint::note).collect(Collectors.joining("\n"))));
    }

    private static List<Named> counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new Named(entry.getKey(), grouped(entry.getValue())))
                .toList();
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
