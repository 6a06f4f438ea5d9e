package dev.docket.rules.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.Folders;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.compile.Lowering;
import dev.docket.rules.exact.Exact;
import dev.docket.rules.language.Declared;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.PolicyNames;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever happens to the text of a rule, it is read or refused; and what is read holds only what a rule may hold. */
class MutatedRulesTest {
    private static final long SEED = 20_261_121;
    private static final int MUTANTS = 5_000;
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Pattern TOKEN = Pattern.compile("\"[^\"\n]*\"|\\w+|\\s+|.", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("rule \".*?\nend\n", Pattern.DOTALL);
    private static final Pattern SAFE_EFFECT =
            Pattern.compile("effects(\\.(exception|action|remedy|approval|waive|waiveBelow|absent)\\(.*\\))+;");

    private final Random random = new Random(SEED);
    private final RuleReader reader = reader();
    private final List<String> rules = new ArrayList<>();
    private final List<String> fragments = new ArrayList<>();

    @Test
    void a_mutated_rule_is_read_or_refused() throws IOException {
        collect();
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = mutate(rules.get(random.nextInt(rules.size())));
            List<RuleProblem> found = new ArrayList<>();
            List<ParsedRule> parsed;
            long start = System.nanoTime();
            try {
                parsed = reader.read(Folders.HEADER + mutant, new FileProblems("mutant.drl", found));
            } catch (RuntimeException | StackOverflowError unexpected) {
                throw new AssertionError(
                        String.format(Locale.ROOT, "seed %d, mutant %d:%n%s", SEED, i, mutant), unexpected);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(mutant).isLessThan(BOUND);
            assertThat(parsed.isEmpty() && found.isEmpty() && mutant.contains("rule \""))
                    .as("mutant %d is neither read nor refused:%n%s", i, mutant)
                    .isFalse();
            if (found.isEmpty()) {
                read += parsed.size();
                parsed.forEach(rule -> assertKnown(rule, mutant));
            }
        }
        System.out.printf("%,d mutants, %,d of them still rules%n", MUTANTS, read);
        assertThat(read).as("mutants that are still rules").isGreaterThan(MUTANTS / 50);
    }

    private static void assertKnown(ParsedRule rule, String mutant) {
        assertThat(rule.effect().text()).as(mutant).matches(SAFE_EFFECT).doesNotContain("\\", "/*", "//");
        assertThat(Lowering.rule(rule).replace(Exact.class.getName(), "Exact"))
                .as(mutant)
                .doesNotContain("eval", "System", "Runtime", "salience", "getClass", "accumulate", "\\", "/*", "//");
        rule.matches().forEach(match -> {
            assertThat(Vocabulary.type(match.type().name())).as(mutant).isEqualTo(match.type());
            match.conditions().stream()
                    .flatMap(condition -> condition.expressions().stream())
                    .flatMap(Expr::reads)
                    .forEach(read -> assertThat(read.fact().fields()).as(mutant).containsValue(read.field()));
        });
    }

    private String mutate(String rule) {
        List<String> tokens = tokens(rule);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(tokens.size());
            int other = random.nextInt(tokens.size());
            switch (random.nextInt(6)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(at));
                case 2 -> tokens.set(at, tokens.set(other, tokens.get(at)));
                case 3 -> tokens.add(at, " " + fragments.get(random.nextInt(fragments.size())) + " ");
                case 4 -> tokens.set(at, fragments.get(random.nextInt(fragments.size())));
                default -> tokens.add(at, tokens.get(other));
            }
            if (tokens.isEmpty()) {
                tokens.add("");
            }
        }
        return String.join("", tokens);
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private void collect() throws IOException {
        Folders.shipped().forEach((name, bytes) -> {
            Matcher matcher = RULE.matcher(new String(bytes, StandardCharsets.UTF_8));
            while (matcher.find()) {
                rules.add(matcher.group());
            }
        });
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/hostile"))) {
            for (Path file : files.sorted().toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                List<String> tokens = tokens(text.lines().skip(13).reduce("", (all, line) -> all + line + "\n"));
                for (int i = 0; i < 12 && !tokens.isEmpty(); i++) {
                    int from = random.nextInt(tokens.size());
                    int to = Math.min(tokens.size(), from + 1 + random.nextInt(8));
                    fragments.add(String.join("", tokens.subList(from, to)));
                }
            }
        }
    }

    private static RuleReader reader() {
        SortedMap<String, byte[]> files = Folders.shipped();
        ParsedFolder folder = ParsedFolder.read(files);
        return new RuleReader(
                new Declared(folder.parameters(), folder.attributes()),
                new PolicyNames(
                        folder.taxonomy().codes().keySet(),
                        folder.actions().actions().keySet(),
                        folder.roles()));
    }
}
