package dev.docket.bench;

import dev.docket.measure.Ratios;
import dev.docket.measure.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that was measured.
 *
 * @param orderBytes the size of each request's body
 */
record Figures(List<InProcess> inProcess, List<Pair> rounds, int orderBytes, int connections) {
    /** Decisions per second of one thread. */
    record InProcess(String name, double perSecond, double error) {}

    /** A round of echoes and the round of decisions after it. */
    record Pair(HttpLoad.Measured echo, HttpLoad.Measured decisions) {
        double ratio() {
            return decisions.perSecond() / echo.perSecond();
        }
    }

    double medianRatio() {
        double[] sorted = rounds.stream().mapToDouble(Pair::ratio).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** How many times as long a decision takes as an echo, over HTTP. */
    Ratios ratios() {
        double[] times = rounds.stream().mapToDouble(pair -> 1 / pair.ratio()).toArray();
        return new Ratios("an echo over HTTP", new TreeMap<>(Map.of("a decision over HTTP", Spread.of(times))));
    }

    /** As Markdown, which is readable on a terminal too. */
    String tables() {
        StringBuilder text = new StringBuilder();
        if (!inProcess.isEmpty()) {
            inProcess(text);
        }
        text.append(String.format(
                Locale.ROOT,
                "Over HTTP, %d connections, orders of %,d bytes, every record durable, client on the same cores:%n%n",
                connections,
                orderBytes));
        text.append("| Round | echo/s | p50 ms | p99 ms | decisions/s | p50 ms | p99 ms | ratio |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
        for (int i = 0; i < rounds.size(); i++) {
            Pair pair = rounds.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %.2f |%n",
                    i + 1,
                    cells(pair.echo()),
                    cells(pair.decisions()),
                    pair.ratio()));
        }
        return text.append(String.format(Locale.ROOT, "%nMedian ratio: %.2f%n", medianRatio()))
                .toString();
    }

    private void inProcess(StringBuilder text) {
        text.append("In process, one thread, generated orders, mixed as over a year:\n\n");
        text.append("| Trace | decisions/s | ± (99.9 %) |\n|---|---:|---:|\n");
        for (InProcess each : inProcess) {
            text.append(String.format(
                    Locale.ROOT, "| %s | %,.0f | %,.0f |%n", each.name(), each.perSecond(), each.error()));
        }
        text.append('\n');
        ratio("deciding", "full", "fired").ifPresent(text::append);
        ratio("deciding and writing the answer", "full, written", "fired, written")
                .ifPresent(text::append);
        text.append('\n');
    }

    /** How much longer a decision takes with one trace than with another. */
    private Optional<String> ratio(String what, String slow, String fast) {
        Map<String, Double> perSecond =
                inProcess.stream().collect(Collectors.toMap(InProcess::name, InProcess::perSecond));
        return perSecond.containsKey(slow) && perSecond.containsKey(fast)
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "- Full trace against fired only, %s: %.2f times as long (target: at most 2)%n",
                        what,
                        perSecond.get(fast) / perSecond.get(slow)))
                : Optional.empty();
    }

    private static String cells(HttpLoad.Measured measured) {
        return String.format(
                Locale.ROOT, "%,.0f | %.1f | %.1f", measured.perSecond(), measured.p50Millis(), measured.p99Millis());
    }
}
