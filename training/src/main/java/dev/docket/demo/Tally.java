package dev.docket.demo;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts the results. */
record Tally(List<Sent.Acknowledged> acknowledged, List<Sent.Refused> refused, Duration took) {
    /** How often something occurred. */
    record Count<T>(T what, long times) {}

    static Tally of(Load.Result result) {
        return new Tally(only(result, Sent.Acknowledged.class), only(result, Sent.Refused.class), result.took());
    }

    private static <T extends Sent> List<T> only(Load.Result result, Class<T> kind) {
        return result.sent().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Map<String, Long> dispositions() {
        return count(Sent.Verdict::disposition);
    }

    /** By class and source. */
    Map<String, Map<String, Long>> priorities() {
        return verdicts()
                .collect(Collectors.groupingBy(
                        Sent.Verdict::priority, Collectors.groupingBy(Sent.Verdict::source, Collectors.counting())));
    }

    /** The number of orders per exception code, most frequent first. */
    List<Count<Sent.Code>> exceptions(int most) {
        return verdicts()
                .flatMap(verdict -> verdict.codes().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new Count<>(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong((Count<Sent.Code> count) -> -count.times())
                        .thenComparing(count -> count.what().code()))
                .limit(most)
                .toList();
    }

    long perSecond() {
        return Math.round(acknowledged.size() / (took.toNanos() / 1e9));
    }

    double millisAt(double quantile) {
        long[] sorted = acknowledged.stream()
                .mapToLong(Sent.Acknowledged::nanos)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * quantile)] / 1e6;
    }

    List<String> decisionIds() {
        return verdicts().map(Sent.Verdict::decisionId).toList();
    }

    private Map<String, Long> count(Function<Sent.Verdict, String> by) {
        return verdicts().collect(Collectors.groupingBy(by, Collectors.counting()));
    }

    private Stream<Sent.Verdict> verdicts() {
        return acknowledged.stream().map(Sent.Acknowledged::verdict);
    }
}
