package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Decider;
import dev.docket.decision.Decision;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.urgency.Opinion;
import dev.docket.sample.SampleOrders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an answer names as missing could still change it. */
class MissingInputsTest {
    private static final long SEED = 20_261_128;

    private final RuleFolder folder = ShippedRules.compiled();
    private final Map<String, RuleDescription> rules = folder.ruleBook().descriptions().stream()
            .collect(Collectors.toMap(rule -> rule.ruleId().text(), Function.identity()));

    @Test
    void they_are_what_open_rules_miss_but_a_waivers_only_where_there_is_something_to_waive() {
        var decider = new Decider(
                folder.ruleBook(),
                order -> new Opinion.Abstained(null, "the rules alone"),
                folder.taxonomy(),
                folder.actions());
        int[] waivers = new int[2];
        SampleOrders.generate(SEED).limit(500).forEach(order -> {
            Decision decision = decider.decide(order, TraceLevel.FULL);
            SortedMap<String, Set<String>> missing = new TreeMap<>();
            decision.trace().missingInputs().forEach(input -> missing.put(input.path(), input.codes()));
            assertThat(missing).as("seed %d, %s", SEED, order.requestId()).isEqualTo(expected(decision, waivers));
        });
        System.out.printf(
                Locale.ROOT,
                "missing inputs, seed %d: %d open waivers had something to waive, %d had nothing%n",
                SEED,
                waivers[0],
                waivers[1]);
        assertThat(waivers).doesNotContain(0);
    }

    private SortedMap<String, Set<String>> expected(Decision decision, int[] waivers) {
        Set<String> possible = Stream.of(
                        decision.exceptions().stream()
                                .filter(exception ->
                                        !isAcross(exception.ruleId().text()))
                                .map(exception -> exception.entry().code().text()),
                        decision.trace().rules().stream()
                                .filter(trace -> trace.verdict() == Verdict.NOT_EVALUATED)
                                .flatMap(trace -> texts(rule(trace.ruleId()).raises()).stream()),
                        Stream.of("INV-401"))
                .flatMap(codes -> codes)
                .collect(Collectors.toCollection(TreeSet::new));
        SortedMap<String, Set<String>> expected = new TreeMap<>();
        decision.trace().rules().stream()
                .filter(trace -> trace.verdict() == Verdict.NOT_EVALUATED)
                .forEach(trace -> {
                    List<String> waives = texts(rule(trace.ruleId()).waives());
                    Set<String> codes = new TreeSet<>(waives);
                    codes.retainAll(possible);
                    if (!waives.isEmpty()) {
                        waivers[codes.isEmpty() ? 1 : 0]++;
                    }
                    codes.addAll(texts(rule(trace.ruleId()).raises()));
                    if (waives.isEmpty() || !codes.isEmpty()) {
                        trace.missing().forEach(path -> expected.computeIfAbsent(path, first -> new TreeSet<>())
                                .addAll(codes));
                    }
                });
        return expected;
    }

    private static List<String> texts(List<ExceptionCode> codes) {
        return codes.stream().map(ExceptionCode::text).toList();
    }

    private boolean isAcross(String ruleId) {
        return ruleId.equals("shortage-without-remedy");
    }

    private RuleDescription rule(RuleId id) {
        return Objects.requireNonNull(rules.get(id.text()));
    }
}
