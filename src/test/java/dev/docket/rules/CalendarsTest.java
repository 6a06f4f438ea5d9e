package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.docket.decision.Decider;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.urgency.Opinion;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.cases.ShippedCases;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code calendars.yaml}: when each queue is worked on. */
class CalendarsTest {
    private static final String DESK = """
            calendars:
              desk:
                zone: %s
                hours: { MON-FRI: "08:00-12:00, 13:00-18:00" }
                holidays:
                  - { name: Easter Monday, easter: 1 }
                  - { name: Christmas Eve, yearly: "12-24", hours: 08:00-12:00 }
                  - { name: Stocktaking, on: 2026-03-03 }
            queues: { TEST: desk }
            """;
    private static final String RULE = Folders.HEADER
            + Folders.rule("any", "Order( orderId != null )", "effects.exception(\"TST-001\", 4);")
                    .replace("TST-001", "FIN-201");

    @ParameterizedTest(name = "in {0} due at {1}")
    @CsvSource({
        "always, 2026-03-02T14:00:00Z", // four hours on, as without a calendar
        "UTC, 2026-03-02T15:00:00Z", // an hour at noon does not count
        "America/New_York, 2026-03-02T17:00:00Z", // opens three hours later, and closes for lunch then
        "Asia/Tokyo, 2026-03-04T03:00:00Z", // closed for today, and for stocktaking tomorrow
    })
    void a_queue_is_due_in_its_own_business_time(String zone, Instant due) {
        SortedMap<String, byte[]> files = Folders.with("any.drl", RULE);
        if (!zone.equals("always")) {
            put(files, DESK.formatted(zone).replace("TEST:", "CREDIT:"));
        }
        OrderSnapshot order = ShippedCases.all().stream()
                .filter(example -> example.order().now().equals(Instant.parse("2026-03-02T10:00:00Z")))
                .findFirst()
                .orElseThrow()
                .order();
        RuleFolder folder = RuleFolder.compile(files);
        Instant slaDueAt = new Decider(
                        folder.ruleBook(), any -> new Opinion.Abstained(null, ""), folder.taxonomy(), folder.actions())
                .decide(order, TraceLevel.NONE)
                .recommendation()
                .slaDueAt();
        assertThat(slaDueAt).isEqualTo(due);
    }

    @Test
    void dates_that_end_before_the_newest_case_are_a_warning() {
        SortedMap<String, byte[]> files = Folders.shipped();
        put(files, DESK.formatted("UTC").replace("TEST:", "CREDIT:").replace("2026-03-03", "2025-12-31"));
        assertThat(RuleCheck.of(files, new TreeMap<>(RuleFolder.readCases(ShippedRules.FOLDER)))
                        .findings())
                .anySatisfy(finding -> {
                    assertThat(finding.code()).isEqualTo(ErrorCode.EXPIRED);
                    assertThat(finding.message()).startsWith("the dates of calendar 'desk' end on 2025-12-31");
                });
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            zone: UTC        | zone: Berlin                | neither 'warehouse' nor a time zone
            MON-FRI:         | MO-FR:                      | 'MO-FR' is no weekday
            13:00-18:00      | 13-18                       | '13-18' is no time from and until
            13:00-18:00      | 11:00-18:00                 | overlap
            13:00-18:00      | 13:00-24:30                 | ends after 24:00
            easter: 1        | easter: 400                 | -60 to 100 days
            easter: 1        | weekday: 4 THURSDAY NOV     | no weekday of a month
            easter: 1        | weekday: 6 THU NOV          | no weekday of a month
            easter: 1        | yearly: "02-30"             | no month and day
            easter: 1        | easter: 1, on: 2026-04-06   | has one of
            easter: 1        | easter: 1, observed: true   | only for a holiday that is 'yearly'
            CREDIT: desk     | CREDITS: desk               | Did you mean 'CREDIT'?
            CREDIT: desk     | CREDIT: disk                | Did you mean 'desk'?
            MON-FRI: "08:00-12:00, 13:00-18:00" | MON: 08:00-08:15 | is open for less than 50 hours in 2000
            """)
    void what_is_wrong_with_a_calendar_is_told(String right, String wrong, String message) {
        SortedMap<String, byte[]> files = Folders.with("any.drl", RULE);
        String text = DESK.formatted("UTC").replace("TEST:", "CREDIT:");
        assertThat(text).contains(right);
        put(files, text.replace(right, wrong));
        RuleException refused = catchThrowableOfType(RuleException.class, () -> RuleFolder.compile(files));
        assertThat(refused.problems()).as(wrong).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("calendars.yaml");
            assertThat(problem.message()).contains(message);
        });
    }

    private static void put(SortedMap<String, byte[]> files, String calendars) {
        files.put("calendars.yaml", calendars.getBytes(StandardCharsets.UTF_8));
    }
}
