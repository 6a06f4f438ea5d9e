package dev.docket.service.evidence;

import dev.docket.journal.Log;
import dev.docket.service.replay.ReplayReport;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The start page of an evidence pack. */
final class IndexPage {
    private IndexPage() {}

    /** @param bundles a note on each bundle, by digest */
    static String of(
            Instant from,
            Instant to,
            Collection<Log.StoredCheckpoint> checkpoints,
            PackRecords records,
            ReplayReport replayed,
            SortedMap<String, String> bundles) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>Evidence of decisions</title>
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
                h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2rem }
                table { border-collapse: collapse } td, th { padding: .25rem 1rem .25rem 0; text-align: left; border-bottom: 1px solid #ddd }
                td.n { text-align: right; font-variant-numeric: tabular-nums } code, pre { font-size: .85rem; overflow-wrap: anywhere; white-space: pre-wrap }
                .warn { background: #fff3cd; padding: .5rem 1rem }
                </style></head><body>
                <h1>Evidence of decisions</h1>
                <p>%s decisions and %s outcomes, received from %s up to, but not including, %s.</p>
                %s
                <h2>Verify it yourself</h2>
                <p>All you need is a JDK, version 21 or newer. Run this in the unpacked folder:</p>
                <pre>java Verify.java '&lt;the verifier key you kept, one per service&gt;'</pre>
                <p>It recomputes every hash: of each request and answer, of each record, from each record to the signed
                root, and of each file in this pack. Without a key it uses <code>keys.txt</code>, which proves only that the
                pack is consistent. Get the key from an independent source.</p>
                <h2>What was decided</h2>
                %s
                <h2>Which rules fired</h2>
                %s
                <h2>Decided again</h2>
                <p>%s of %s decisions were reproduced byte for byte with the bundle that made
                them. <code>replay.json</code> lists the others.</p>
                <h2>The bundles that decided</h2>
                %s
                <p>Each is in <code>bundles/</code>: rules, parameters, taxonomy, cases, the model with its card, and its
                signature if it was signed. <code>./docket bundle verify</code> checks the signature;
                <code>./docket check</code> runs the cases.</p>
                <h2>Log checkpoints, one per service</h2>
                <pre>%s</pre>
                <h2>Files</h2>
                <table>
                <tr><td><code>records.ndjson</code></td><td>each record: its header, request and answer as recorded, and its proof</td></tr>
                <tr><td><code>outcomes.json</code></td><td>what people did: overrides and false holds per rule, with 95 %% intervals</td></tr>
                <tr><td><code>replay.json</code></td><td>every decision of the period, decided again: what differs and why</td></tr>
                <tr><td><code>statistics.json</code></td><td>the counts on this page</td></tr>
                <tr><td><code>retirements.ndjson</code></td><td>the records that prove why a request and its answer are missing</td></tr>
                <tr><td><code>manifest.txt</code>, <code>manifest.sig</code></td><td>the SHA-256 of every file, signed with the journal's key</td></tr>
                </table>
                </body></html>
                """.formatted(
                grouped(records.decisions()),
                grouped(records.outcomes()),
                from,
                to,
                warning(records.uncovered()),
                counts(records.dispositions()),
                counts(records.rules()),
                grouped(replayed.same()),
                grouped(replayed.decisions()),
                texts(bundles),
                escaped(checkpoints.stream().map(Log.StoredCheckpoint::note).collect(Collectors.joining("\n"))));
    }

    private static String warning(long uncovered) {
        return uncovered == 0
                ? ""
                : "<p class=\"warn\">%s newer records of the period are not in this pack, because no checkpoint covers them yet.</p>"
                        .formatted(grouped(uncovered));
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> "<tr><td>%s</td><td class=\"n\">%s</td></tr>"
                        .formatted(escaped(entry.getKey()), grouped(entry.getValue())))
                .collect(Collectors.joining("\n", "<table>", "</table>"));
    }

    private static String texts(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> "<tr><td><code>%s</code></td><td>%s</td></tr>"
                        .formatted(escaped(entry.getKey()), escaped(entry.getValue())))
                .collect(Collectors.joining("\n", "<table>", "</table>"));
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
