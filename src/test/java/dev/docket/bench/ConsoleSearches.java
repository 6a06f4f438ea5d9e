package dev.docket.bench;

import dev.docket.bundle.active.Recalled;
import dev.docket.console.find.Finding;
import dev.docket.console.find.Search;
import dev.docket.fixture.ShippedBundle;
import dev.docket.journal.Journal;
import dev.docket.json.read.RecordReader;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.service.RequestReader;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.search.FindDecisions;
import dev.docket.service.search.ReadDecision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What people look for in the console, in the journal of {@link SearchBench}. Each search makes the whole page. */
final class ConsoleSearches {
    private static final String[] CODES = {"CRD-101", "INV-401", "PRC-501", "CMP-601", "FRD-201", "SHP-701", "CUS-302"};

    private static final int WARM_UP = 50;

    private final Finding finding;
    private final Map<String, Consumer<SplittableRandom>> all = new LinkedHashMap<>();

    private ConsoleSearches(Finding finding) {
        this.finding = finding;
    }

    static Map<String, Consumer<SplittableRandom>> of(Journal journal, int records) {
        ReproduceAnswer reproduce = new ReproduceAnswer(
                digest -> new Recalled.Missing(), AsDecided.SHIPPED, new RequestReader(new RecordReader()));
        // As if they had just been recorded.
        InstantSource clock = () -> SearchBench.BEGIN.plusMillis(50L * records);
        ConsoleSearches searches = new ConsoleSearches(new Finding(
                new FindDecisions(journal, () -> AttributeCatalogue.NONE),
                new ReadDecision(journal, reproduce),
                new DescribeBundle(ShippedBundle::loaded),
                clock));
        searches.add(records);
        // The policy is compiled, and the page's template read, before anything is measured.
        for (int i = 0; i < WARM_UP; i++) {
            searches.find("", Map.of());
        }
        return searches.all;
    }

    private void add(int records) {
        all.put("nothing chosen", random -> find("", Map.of()));
        all.put("an order, typed", random -> find("SO-" + random.nextInt(records / 3), Map.of()));
        all.put("a customer, typed", random -> find("C-" + random.nextInt(20_000), Map.of()));
        all.put("a request, typed", random -> find("R-" + random.nextInt(records), Map.of()));
        all.put("nobody, typed", random -> find("nobody-" + random.nextInt(records), Map.of()));
        all.put("disposition HOLD (6 %)", random -> find("", Map.of("disposition", "HOLD")));
        all.put("disposition REJECT (0.2 %)", random -> find("", Map.of("disposition", "REJECT")));
        all.put("an exception", random -> find("", Map.of("code", code(random))));
        all.put("a rule", random -> find("", Map.of("ruleId", "rule-" + random.nextInt(78))));
        all.put("priority P1", random -> find("", Map.of("priority", "P1")));
        all.put("a warehouse that all have", random -> find("", Map.of("warehouse", "BER")));
        all.put("a warehouse that none has", random -> find("", Map.of("warehouse", "NOWHERE")));
        all.put("a segment that none has", random -> find("", Map.of("segment", "C")));
        all.put(
                "an exception and a disposition",
                random -> find("", Map.of("code", code(random), "disposition", "REJECT")));
        all.put(
                "an exception in a warehouse that none has",
                random -> find("", Map.of("code", code(random), "warehouse", "NOWHERE")));
        all.put("an exception in the last hour", random -> find("", Map.of("code", code(random), "within", "1h")));
        all.put(
                "HOLDs of the last day, P1",
                random -> find("", Map.of("disposition", "HOLD", "priority", "P1", "within", "24h")));
        all.put("what waits for a person", random -> find("", Map.of("outcome", "waiting")));
        all.put("false holds", random -> find("", Map.of("outcome", "false-hold")));
        all.put("touchless", random -> find("", Map.of("outcome", "touchless")));
        all.put(
                "overridden, a rule",
                random -> find("", Map.of("outcome", "overridden", "ruleId", "rule-" + random.nextInt(78))));
        all.put("late, P1", random -> find("", Map.of("outcome", "late", "priority", "P1")));
        all.put("what nobody reported", random -> find("", Map.of("outcomeBy", "user:nobody/1")));
        all.put("one hour some time ago, P2", random -> {
            var from = SearchBench.BEGIN.plusMillis(50L * random.nextInt(records));
            find(
                    "",
                    Map.of(
                            "priority",
                            "P2",
                            "from",
                            from.toString(),
                            "to",
                            from.plus(Duration.ofHours(1)).toString()));
        });
    }

    private void find(String text, Map<String, String> filters) {
        if (finding.by(new Search(new TreeMap<>(filters), text), true) instanceof Finding.Found.Refused refused) {
            throw new IllegalStateException(refused.invalid().problems().toString());
        }
    }

    private static String code(SplittableRandom random) {
        return CODES[random.nextInt(CODES.length)];
    }
}
