package dev.docket.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.compile.KieCompiler;
import dev.docket.sample.SampleOrders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompiledRuleCacheTest {
    private static final long SEED = 20_261_129;

    private final InMemory cache = new InMemory();

    @BeforeEach
    void rules_are_kept() {
        RuleFolder.use(cache);
    }

    @AfterEach
    void rules_are_kept_no_more() {
        RuleFolder.use(CompiledRuleCache.NONE);
    }

    @Test
    void kept_rules_find_what_rules_compiled_anew_find_and_drools_is_not_asked_to_build() {
        RuleFolder.use(CompiledRuleCache.NONE);
        DroolsRuleBook anew = ShippedRules.compiled().ruleBook();
        RuleFolder.use(cache);
        try (DroolsRuleBook first = RuleFolder.load(Path.of("rules")).ruleBook()) {
            assertThat(first.rules()).hasSameSizeAs(anew.rules());
        }
        long builds = KieCompiler.builds();
        try (DroolsRuleBook kept = RuleFolder.load(Path.of("rules")).ruleBook()) {
            assertThat(KieCompiler.builds()).isEqualTo(builds);
            SampleOrders.generate(SEED).limit(2_000).forEach(sample -> {
                OrderSnapshot order = sample.receivedAt(Instant.parse("2026-03-02T10:00:00Z"));
                assertThat(kept.evaluate(order, TraceLevel.FULL)).isEqualTo(anew.evaluate(order, TraceLevel.FULL));
            });
        }
    }

    @Test
    void rules_that_differ_in_one_character_are_compiled_anew() {
        SortedMap<String, byte[]> files = RuleFolder.read(Path.of("rules"));
        RuleFolder.compile(files).ruleBook().close();
        String credit = new String(files.get("credit.drl"), UTF_8);
        String changed = credit.replaceFirst("(?s)(rule \"[a-z0-9-]+)\"", "$1-x\"");
        assertThat(changed).isNotEqualTo(credit);
        files.put("credit.drl", changed.getBytes(UTF_8));
        long builds = KieCompiler.builds();

        RuleFolder.compile(files).ruleBook().close();

        assertThat(KieCompiler.builds()).isEqualTo(builds + 1);
    }

    @Test
    void what_is_no_compiled_rules_is_compiled_anew_and_replaced() {
        RuleFolder.load(Path.of("rules")).ruleBook().close();
        Map<Digest, byte[]> good = Map.copyOf(cache.kept);
        cache.kept.replaceAll((source, classes) -> "no classes".getBytes(UTF_8));
        long builds = KieCompiler.builds();

        RuleFolder.load(Path.of("rules")).ruleBook().close();

        assertThat(KieCompiler.builds()).isEqualTo(builds + 1);
        assertThat(cache.kept).hasSameSizeAs(good);
        assertThat(cache.kept.values()).noneMatch(classes -> new String(classes, UTF_8).equals("no classes"));
    }

    private static final class InMemory implements CompiledRuleCache {
        private final Map<Digest, byte[]> kept = new HashMap<>();

        @Override
        public Optional<byte[]> find(Digest source) {
            return Optional.ofNullable(kept.get(source));
        }

        @Override
        public void keep(Digest source, byte[] classes) {
            kept.put(source, classes);
        }
    }
}
