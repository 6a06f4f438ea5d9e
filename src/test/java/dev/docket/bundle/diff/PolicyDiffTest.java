package dev.docket.bundle.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.fixture.SmallRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDiffTest {
    @TempDir
    private Path folder;

    @Test
    void a_change_is_described_as_policy() throws IOException {
        Path before = SmallRules.write(folder.resolve("before"), 30);
        Path after = SmallRules.write(folder.resolve("after"), 31);
        SmallRules.edit(after, "overdueAmount > parameters", "overdueAmount >= parameters");
        SmallRules.edit(after, "\"FIN-202\", 4", "\"FIN-202\", 5");
        SmallRules.edit(
                after, "@at( \"ENTRY, RELEASE, SHIP\" )\nwhen\n  Customer(", "@at( \"ENTRY\" )\nwhen\n  Customer(");
        SmallRules.edit(after, "account-on-hold", "account-blocked");
        replace(after.resolve("taxonomy.yaml"), "queue: CREDIT, sla: PT1H", "queue: CREDIT, sla: PT2H");
        replace(after.resolve("parameters.yaml"), "value: [RESOURCE_FROM_NODE, ", "value: [");

        assertThat(says(before, after))
                .contains(
                        "parameter past-due-days: 30 → 31 days",
                        "parameter shortage-remedy-order: RESOURCE_FROM_NODE is removed",
                        "rule past-due-balance: condition 'overdueAmount > parameters.amount(\"past-due-amount\")' becomes 'overdueAmount >= parameters.amount(\"past-due-amount\")'",
                        "rule account-on-hold is removed: A blocked customer gets nothing.",
                        "rule account-blocked is added: A blocked customer gets nothing.",
                        "rule past-due-balance: now effects.exception(\"FIN-202\", 5).action(\"HOLD_CREDIT\").approval(\"CREDIT_ANALYST\")",
                        "exception code CUS-301: SLA PT1H → PT2H");
    }

    @Test
    void values_that_differ_by_order_are_compared_one_by_one() throws IOException {
        Path before = SmallRules.write(folder.resolve("before"), 30);
        Path after = SmallRules.write(folder.resolve("after"), 30);
        for (Path each : List.of(before, after)) {
            append(each.resolve("parameters.yaml"), """
                    large:
                      { unit: amount, by: order.currency, values: { USD: 300, JPY: 45000 }, default: 300, range: [0, 100000],
                        convert: true, owner: A, says: b }
                    """);
            Files.writeString(
                    each.resolve("rates.yaml"), "base: USD\nmax-age-days: 30\nrates: { 2026-02-01: { EUR: 0.9 } }\n");
        }
        replace(after.resolve("parameters.yaml"), "JPY: 45000 }, default: 300", "JPY: 50000, GBP: 250 }, default: 200");
        replace(after.resolve("rates.yaml"), "EUR: 0.9", "EUR: 0.91");
        assertThat(says(before, after))
                .containsExactly(
                        "parameter large for GBP: nothing → 250",
                        "parameter large for JPY: 45000 → 50000",
                        "parameter large for all others: 300 → 200",
                        "rates.yaml: rates 2026-02-01 EUR: 0.9 → 0.91");
    }

    @Test
    void attributes_are_compared_one_by_one() throws IOException {
        Path before = SmallRules.write(folder.resolve("before"), 30);
        Path after = SmallRules.write(folder.resolve("after"), 30);
        String declared = "order: { margin: { type: decimal, max: %s, owner: SALES, meaning: What is earned } }%n";
        Files.writeString(before.resolve("attributes.yaml"), declared.formatted("50"));
        Files.writeString(after.resolve("attributes.yaml"), declared.formatted("60"));
        assertThat(says(before, after)).containsExactly("attributes.yaml: order margin max: 50 → 60");
    }

    @Test
    void hours_and_holidays_are_compared_one_by_one() throws IOException {
        Path before = SmallRules.write(folder.resolve("before"), 30);
        Path after = SmallRules.write(folder.resolve("after"), 30);
        String calendar = """
                calendars:
                  desk:
                    zone: Europe/Berlin
                    hours: { MON-FRI: 08:00-18:00%s }
                    holidays: [ { name: Easter Monday, easter: 1 }%s ]
                queues: { CREDIT: desk }
                """;
        Files.writeString(before.resolve("calendars.yaml"), calendar.formatted("", ""));
        Files.writeString(
                after.resolve("calendars.yaml"),
                calendar.replace("18:00", "17:00")
                        .formatted(", SAT: 09:00-12:00", ", { name: Stocktaking, on: 2027-01-02 }"));
        assertThat(says(before, after))
                .containsExactly(
                        "calendars.yaml: calendars desk holidays Stocktaking is now {\"name\":\"Stocktaking\",\"on\":\"2027-01-02\"}",
                        "calendars.yaml: calendars desk hours MON-FRI: 08:00-18:00 → 08:00-17:00",
                        "calendars.yaml: calendars desk hours SAT is now 09:00-12:00");
    }

    private static void append(Path file, String more) throws IOException {
        Files.writeString(file, Files.readString(file) + more);
    }

    @Test
    void the_same_content_does_not_differ_and_a_comment_is_only_text() throws IOException {
        Path before = SmallRules.write(folder.resolve("before"), 30);
        Path after = SmallRules.write(folder.resolve("after"), 30);
        assertThat(says(before, after)).isEmpty();
        SmallRules.edit(after, "package rules;", "package rules; // ours");
        assertThat(says(before, after))
                .containsExactly("policy.drl changes only in text without effect, such as comments, order or roles");
    }

    private static List<String> says(Path before, Path after) {
        return PolicyDiff.between(
                        BundleLoader.load(BundleFolder.of(before, null)),
                        BundleLoader.load(BundleFolder.of(after, null)))
                .stream()
                .map(PolicyChange::says)
                .toList();
    }

    private static void replace(Path file, String old, String young) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, young));
    }
}
