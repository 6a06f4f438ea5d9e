package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.lint.Lint;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.sample.SampleOrders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever a rule says, a folder with it is refused with problems or becomes a rule book that decides. {@code
 * -Dfuzz.rules=1000000} tries more of them, and {@code -Dfuzz.seed} others.
 */
class RuleTextFuzzTest {
    private static final int TEXTS = Integer.getInteger("fuzz.rules", 900);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);

    /** How many are read at once, each in a file of its own: a folder has at most a hundred. */
    private static final int BATCH = 90;

    /** A guard against a hang and no measurement: reading that many takes a second, and on a crowded machine a minute. */
    private static final Duration BOUND = Duration.ofMinutes(3);

    /** The one thing that a rule may fail with: the order has a zero where the rule divides. */
    private static final String MODULO_ZERO = "failed with java.lang.ArithmeticException;";

    private static final List<OrderSnapshot> ORDERS =
            SampleOrders.generate(SEED).limit(12).toList();

    private final Random random = new Random(SEED);
    private final RuleMutations mutations = new RuleMutations(random);
    private final RuleGrammar grammar = new RuleGrammar(random);
    private final SortedMap<String, String> compiled = new TreeMap<>();
    private int accepted;
    private int explained;

    @Test
    void a_folder_is_refused_or_decides() {
        assertThat(mutations.shipped()).isPositive();
        for (int from = 0; from < TEXTS; from += BATCH) {
            SortedMap<String, String> rules = new TreeMap<>();
            for (int i = from; i < Math.min(from + BATCH, TEXTS); i++) {
                rules.put("f" + i + ".drl", i % 2 == 0 ? mutations.rule(i) : grammar.rule(RuleGrammar.id(i)));
            }
            rules.keySet().retainAll(accepted(rules));
            accepted += rules.size();
            if (compiled.size() + rules.size() > BATCH) {
                decide();
            }
            compiled.putAll(rules);
        }
        decide();
        System.out.printf(
                Locale.ROOT,
                "%,d rules (seed %d): %,d refused, %,d compiled; %,d why-nots%n",
                TEXTS,
                SEED,
                TEXTS - accepted,
                accepted,
                explained);
        assertThat(accepted).isBetween(TEXTS / 10, TEXTS * 9 / 10);
    }

    /** Reads and lints rules, each in its file; the files that have no problem. */
    private static Set<String> accepted(SortedMap<String, String> rules) {
        SortedMap<String, byte[]> files = folder(rules);
        long start = System.nanoTime();
        ParsedFolder parsed;
        try {
            parsed = ParsedFolder.read(files);
            Lint.check(parsed, files);
        } catch (RuntimeException | StackOverflowError unexpected) {
            throw new AssertionError(String.format(Locale.ROOT, "seed %d, one of %s", SEED, rules), unexpected);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("seed %d, one of %s", SEED, rules)
                .isLessThan(BOUND);
        Set<String> read = parsed.rules().stream().map(ParsedRule::file).collect(Collectors.toSet());
        Set<String> refused = parsed.problems().stream().map(RuleProblem::file).collect(Collectors.toSet());
        assertThat(Stream.concat(read.stream(), refused.stream()))
                .as("each is read or refused")
                .containsAll(rules.keySet());
        read.removeAll(refused);
        return read;
    }

    /** Compiles rules together, and has them decide and say why not. */
    private void decide() {
        SortedMap<String, String> rules = new TreeMap<>(compiled);
        compiled.clear();
        try (DroolsRuleBook book = RuleFolder.compile(folder(rules)).ruleBook()) {
            for (OrderSnapshot order : ORDERS) {
                for (RuleTrace trace : book.evaluate(order, TraceLevel.FULL).rules()) {
                    String rule = rules.get(trace.source().replaceAll(":.*", ""));
                    if (trace.error() != null) {
                        assertThat(trace.error()).as("seed %d%n%s", SEED, rule).startsWith(MODULO_ZERO);
                    }
                    if (trace.firstFailing() != null) {
                        assertThat(because(trace.firstFailing(), rule)).isNotBlank();
                        explained++;
                    }
                }
            }
        } catch (RuleException refused) {
            throw new AssertionError(
                    refused.problems().stream()
                            .map(problem -> problem + "\n" + rules.get(problem.file()))
                            .collect(Collectors.joining("\n", "seed " + SEED + ": read, and then refused:\n", "")),
                    refused);
        }
    }

    private static String because(RuleTrace.FirstFailing failing, @Nullable String rule) {
        try {
            return failing.why().words().because();
        } catch (RuntimeException unexpected) {
            throw new AssertionError("seed " + SEED + "\n" + rule, unexpected);
        }
    }

    private static SortedMap<String, byte[]> folder(SortedMap<String, String> rules) {
        SortedMap<String, byte[]> files = Folders.data();
        rules.forEach((name, text) -> files.put(name, (Folders.HEADER + text).getBytes(StandardCharsets.UTF_8)));
        return files;
    }
}
