package dev.docket.console.today;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.active.Recalled;
import dev.docket.change.PolicyLog;
import dev.docket.console.find.Finding;
import dev.docket.console.find.Search;
import dev.docket.console.policy.LiveVersions;
import dev.docket.console.policy.RulePage;
import dev.docket.console.policy.RulesPage;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ShippedBundle;
import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.service.RequestReader;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.bundle.PolicyFiles;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.outcome.CountDecisions;
import dev.docket.service.outcome.Counted;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.Period;
import dev.docket.service.outcome.judge.JudgeModels;
import dev.docket.service.proof.DescribeJournal;
import dev.docket.service.search.DecisionQuery;
import dev.docket.service.search.FindDecisions;
import dev.docket.service.search.ReadDecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever follows a figure of Today, of a rule or of the model sees exactly as many decisions as it says. */
@SuppressWarnings("NullAway.Init") // JUnit and the test set them
class FiguresLeadToDecisionsTest {
    private static final Instant NOW = Instant.parse("2026-03-29T02:00:00.123456Z");
    private static final int DECISIONS = 400;
    private static final int LOOKS = 12;
    private static final int MODELS = 3;

    /** A link to decisions, with what it says. */
    private static final Pattern LINK = Pattern.compile(
            "<a (?:class=\"[^\"]*\" )?href=\"(/console/decisions\\?[^\"]*)\"([^>]*)>(.*?)</a>", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("[\\d,]+");
    private static final Pattern OF = Pattern.compile("([\\d,]+) of ([\\d,]+)");

    @TempDir
    private Path folder;

    private final DescribeBundle describe = new DescribeBundle(ShippedBundle::loaded);
    private final SplittableRandom random = new SplittableRandom(20_261_130);
    private Journal journal;
    private FindDecisions find;
    private CountDecisions count;
    private Period shown = Period.MONTH;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_figure_is_the_number_of_decisions_that_it_leads_to(boolean isPostgres) {
        try (Journal opened = isPostgres
                ? PostgresJournal.open(
                        new PostgresSource(PostgresServer.shared().newDatabase(), "", ""), folder.resolve("node"))
                : SqliteJournal.open(folder.resolve("own"))) {
            journal = opened;
            find = new FindDecisions(journal, () -> AttributeCatalogue.NONE);
            count = new CountDecisions(journal, () -> NOW);
            record();
            Today today = new Today(count, new DescribeJournal(journal), describe, () -> PolicyLog.EMPTY, TreeMap::new);
            for (Period period : Period.values()) {
                shown = period;
                assertThat(leadsRight(today.html(period, true, true)))
                        .as("links of Today, %s", period)
                        .isGreaterThan(60);
                assertThat(Pattern.compile("caller=[^\"]*&amp;code=")
                                .matcher(today.html(period, true, true))
                                .results()
                                .count())
                        .as("exceptions by who sent the order")
                        .isPositive();
                assertThat(today.html(period, false, true)).doesNotContain("/console/decisions");
            }
            Today.OfModel model = today.ofModel(true);
            assertThat(leadsRight(model.calibration()))
                    .as("links of the model page")
                    .isGreaterThan(12);
            assertThat(leadsRight(LiveVersions.of(
                                    new JudgeModels(journal, () -> NOW).ofLastMonth(),
                                    describe.model().orElseThrow(),
                                    true)
                            .html()))
                    .as("links of the versions of the model")
                    .isEqualTo(4 * MODELS);
            Optional<Counted> counted = Optional.of(count.of(Period.MONTH));
            assertThat(leadsRight(RulesPage.of(describe, counted, true, false).html()))
                    .as("links of the list of rules")
                    .isGreaterThan(8);
            for (RuleDescription rule : rules()) {
                assertThat(leadsRight(RulePage.of(
                                        rule,
                                        describe.rules(),
                                        describe.taxonomy(),
                                        new PolicyFiles.Contents(
                                                describe.id().digest(), new TreeMap<>(), new TreeMap<>()),
                                        counted,
                                        true,
                                        false)
                                .html()))
                        .as("links of the page of %s", rule.ruleId())
                        .isGreaterThan(3);
            }
            console(today.html(Period.MONTH, true, true));
        }
    }

    /** The console shows the same as the search of the interface, and says how many there are. */
    private void console(String html) {
        Finding finding = new Finding(
                find,
                new ReadDecision(
                        journal,
                        new ReproduceAnswer(
                                digest -> new Recalled.Missing(),
                                AsDecided.SHIPPED,
                                new RequestReader(new RecordReader()))),
                describe,
                () -> NOW);
        Matcher link = LINK.matcher(html);
        for (int looks = 0; looks < LOOKS && link.find(); ) {
            Map<String, List<String>> fields = parameters(link.group(1));
            long hits = hits(link.group(1));
            if (hits > 1 && link.group(1).contains("outcome=")) {
                looks++;
                assertThat(finding.by(Search.of(fields), false))
                        .isInstanceOfSatisfying(Finding.Found.Listed.class, listed -> assertThat(listed.html())
                                .as(link.group(1))
                                .contains("Counts of all " + hits + " decisions."));
            }
        }
    }

    /** How many links to decisions there are, each of which leads to as many as it says. */
    private int leadsRight(String html) {
        int links = 0;
        Matcher link = LINK.matcher(html);
        while (link.find()) {
            links++;
            String said = link.group(3).replaceAll("<[^>]*>", "").strip();
            assertThat(hits(link.group(1)))
                    .as("%s, said as \"%s\"", link.group(1), said)
                    .isEqualTo(
                            figure(link.group(2), said, html.substring(0, link.start()), html.substring(link.end())));
        }
        return links;
    }

    /** What a link says, or what is said beside it of a percentage or a class. */
    private long figure(String attributes, String said, String before, String after) {
        Matcher of = OF.matcher(said);
        if (of.find()) {
            return number(of.group(2));
        }
        if (said.matches("P\\d")) {
            return count.of(shown).byPriority().getOrDefault(said, 0L);
        }
        if (said.endsWith("%")) {
            return first(after.replaceAll("<[^>]*>", " "));
        }
        if (said.contains("%")) {
            return first(before.substring(before.lastIndexOf("title=\"")));
        }
        Matcher bar =
                Pattern.compile("aria-label=\"[^\"]*: ([\\d,]+) decisions\"").matcher(attributes);
        return bar.find() ? number(bar.group(1)) : first(said);
    }

    private static long first(String text) {
        Matcher number = NUMBER.matcher(text);
        assertThat(number.find()).as("a number in \"%s\"", text).isTrue();
        return number(number.group());
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    /** What the console takes in an address; it refuses whatever its contract does not name. */
    private static Set<String> allowed() {
        try {
            String contract = Files.readString(Path.of("api-spec/console.yaml"));
            String search = contract.substring(contract.indexOf("  /console/decisions:"));
            return Pattern.compile("name: (\\w+)")
                    .matcher(search.substring(0, search.indexOf("    post:")))
                    .results()
                    .map(name -> name.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long hits(String path) {
        assertThat(allowed()).as(path).containsAll(parameters(path).keySet());
        List<String> hits = new ArrayList<>();
        switch (find.query(parameters(path))) {
            case Reading.Valid<DecisionQuery> valid ->
                find.each(valid.value(), one -> hits.add(one.cells().getFirst()));
            case Reading.Invalid<DecisionQuery> invalid -> throw new AssertionError(path + " " + invalid.problems());
        }
        assertThat(hits).doesNotHaveDuplicates();
        return hits.size();
    }

    private static Map<String, List<String>> parameters(String path) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (String one :
                path.substring(path.indexOf('?') + 1).replace("&amp;", "&").split("&", -1)) {
            String[] parts = one.split("=", 2);
            parameters.put(parts[0], List.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
        }
        return parameters;
    }

    private List<RuleDescription> rules() {
        return describe.rules().stream()
                .filter(rule -> !rule.raises().isEmpty())
                .limit(3)
                .toList();
    }

    private void record() {
        List<DecisionId> reported = new ArrayList<>();
        List<CompletableFuture<?>> recorded = new ArrayList<>();
        long span = Duration.ofDays(32).toMillis();
        for (int i = 0; i < DECISIONS; i++) {
            // Most of them of late, some at the very ends of the periods.
            double place = random.nextDouble();
            Instant at = i < 4
                    ? NOW.minus(Duration.ofHours(List.of(0, 1, 24, 720).get(i)))
                    : NOW.minusMillis((long) (span * place * place * place * place));
            DecisionEntry entry = decision(i, at);
            recorded.add(journal.append(entry));
            for (int n = random.nextInt(3); n > 0; n--) {
                reported.add(entry.decisionId());
            }
        }
        CompletableFuture.allOf(recorded.toArray(CompletableFuture[]::new)).join();
        Collections.shuffle(reported, new Random(7));
        reported.forEach(decision -> journal.append(outcome(decision)).join());
    }

    private DecisionEntry decision(int i, Instant at) {
        DecisionEntry like = anEntry("r" + i);
        var codes = new TreeSet<ExceptionCode>();
        var fired = new TreeSet<RuleId>();
        for (RuleDescription rule : rules()) {
            if (random.nextInt(3) == 0) {
                fired.add(rule.ruleId());
                if (random.nextInt(4) > 0) {
                    codes.addAll(rule.raises());
                }
            }
        }
        Disposition[] all = Disposition.values();
        return new DecisionEntry(
                like.decisionId(),
                like.requestId(),
                like.requestDigest(),
                like.bundleDigest(),
                Optional.of(Entries.digest("model " + random.nextInt(MODELS))),
                at,
                random.nextBoolean() ? "key:erp/" + random.nextInt(2) : "user:Jörg & <b>Anna/4711",
                new Facets(
                        random.nextInt(20) == 0 ? "" : "SO-" + random.nextInt(DECISIONS / 2),
                        "C-1",
                        "A",
                        "DC-1",
                        "RELEASE",
                        all[random.nextInt(all.length)].name(),
                        "P" + (1 + random.nextInt(4)),
                        "EUR",
                        BigDecimal.TEN,
                        codes,
                        fired),
                like.request(),
                like.answer());
    }

    private OutcomeEntry outcome(DecisionId decision) {
        Feedback.Action[] all = Feedback.Action.values();
        String done = all[random.nextInt(all.length)].name();
        StringBuilder json = new StringBuilder("{\"outcome\":\"" + done + "\"");
        if (random.nextBoolean()) {
            json.append(",\"actualPriority\":\"P").append(1 + random.nextInt(4)).append('"');
        }
        if (random.nextBoolean()) {
            json.append(",\"daysLate\":").append(random.nextInt(5) - 2);
        }
        if (random.nextInt(5) == 0) {
            json.append(",\"cost\":{\"amount\":").append(random.nextInt(2) * 70).append(",\"currency\":\"EUR\"}");
        }
        return new OutcomeEntry(
                decision,
                done,
                NOW.minusMillis(random.nextLong(Duration.ofDays(2).toMillis())),
                "user:anna/4711",
                Payload.of(json.append('}').toString().getBytes(StandardCharsets.UTF_8)));
    }
}
