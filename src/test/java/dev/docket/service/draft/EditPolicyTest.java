package dev.docket.service.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.bundle.store.BundleStore;
import dev.docket.change.Change;
import dev.docket.digest.Digest;
import dev.docket.fixture.ApprovedPolicy;
import dev.docket.fixture.PolicyService;
import dev.docket.fixture.SmallRules;
import dev.docket.json.read.Reading;
import dev.docket.service.change.ChangeResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a draft to a change, with a real journal and real rules. */
@SuppressWarnings("NullAway.Init") // JUnit and start() set them
class EditPolicyTest {
    private static final String TABLE = """
            Owner,CREDIT
            At,"ENTRY, RELEASE, SHIP"

            RuleTable Blocked customers
            NAME,CONDITION,ACTION,ACTION,ACTION,METADATA
            ,Customer,,,,
            ,accountStatus == AccountStatus.$param,"effects.exception(""$1"", $2)",".action(""$param"")",".approval(""$param"")","policy( ""$param"" )"
            Rule,Status,"Exception, severity",Action,Agreed by,Policy
            account-on-hold,HOLD,"CUS-301, 5",HOLD_CREDIT,CREDIT_MANAGER,A blocked customer gets nothing.
            """;

    @TempDir
    private Path folder;

    private Path rules;
    private PolicyService service;
    private PolicyText text;

    @BeforeEach
    void start() {
        rules = SmallRules.write(folder.resolve("rules"), 30);
        ApprovedPolicy.complete(
                rules, SigningKey.generate(folder.resolve("ada.pem")), SigningKey.generate(folder.resolve("bob.pem")));
        service = new PolicyService(rules, folder.resolve("data"), false, Clock.systemUTC());
        text = service.edit().text().orElseThrow();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_change_has_the_table_that_was_added_and_not_the_rule_that_it_replaces() {
        Draft draft = draft(Map.of("policy.drl", withoutBlocked(), "blocked.csv", TABLE));
        assertThat(errors(draft)).isEmpty();
        BundleContent candidate = kept(proposed(draft));
        assertThat(candidate.rules()).containsKeys("blocked.csv", "policy.drl");
        assertThat(candidate.rules().get("blocked.csv")).asString().isEqualTo(TABLE);
    }

    @Test
    void a_change_has_no_file_that_was_removed() {
        Draft draft = draft(
                Map.of("credit/policy.drl", file("policy.drl"), "cases/credit.yaml", file("cases/policy.yaml")),
                "policy.drl",
                "cases/policy.yaml");
        assertThat(errors(draft)).isEmpty();
        BundleContent candidate = kept(proposed(draft));
        assertThat(candidate.rules()).containsKey("credit/policy.drl").doesNotContainKey("policy.drl");
        assertThat(candidate.cases().files()).containsKey("cases/credit.yaml").doesNotContainKey("cases/policy.yaml");
    }

    @Test
    void cases_of_a_rule_that_was_removed_are_found_wrong() {
        assertThat(errors(draft(Map.of("more.drl", withoutBlocked()), "policy.drl")))
                .anyMatch(found -> found.startsWith("cases/policy.yaml: ") && found.contains("account-on-hold"));
    }

    @Test
    void what_would_change_counts_the_orders_of_a_rule_that_was_removed() {
        service.decide(SmallRules.orderOverdueFor31Days("one"));
        Draft onlyBlocked = draft(Map.of("blocked.csv", TABLE), "policy.drl");
        assertThat(changed(onlyBlocked)).isEqualTo(1);
        Draft moved = draft(Map.of("more.drl", file("policy.drl")), "policy.drl");
        assertThat(changed(moved)).isZero();
    }

    private long changed(Draft draft) {
        return valid(service.edit().wouldChange(draft, Duration.ofHours(1))) instanceof WouldChange.Replayed replayed
                ? replayed.report().decisions() - replayed.report().same()
                : -1;
    }

    private List<String> errors(Draft draft) {
        return valid(service.edit().check(draft, true)).stream()
                .filter(found -> found.severity().equals("ERROR"))
                .map(found -> found.file() + ": " + found.message())
                .toList();
    }

    private Change proposed(Draft draft) {
        ChangeResult result =
                valid(service.edit().propose(draft, "files come and go", null, Duration.ofHours(1), PolicyService.ADA));
        return PolicyService.done(result);
    }

    private BundleContent kept(Change change) {
        return new BundleStore(folder.resolve("data").resolve("bundles"))
                .read(new Digest(change.candidate()))
                .orElseThrow()
                .content();
    }

    private Draft draft(Map<String, String> files, String... removed) {
        return new Draft(text.base(), new TreeMap<>(files), new TreeSet<>(List.of(removed)));
    }

    private String file(String path) {
        return text.files().getOrDefault(path, "");
    }

    private String withoutBlocked() {
        return file("policy.drl").replaceFirst("(?s)rule \"account-on-hold\".*", "");
    }

    private static <T> T valid(Reading<T> reading) {
        return switch (reading) {
            case Reading.Valid<T> valid -> valid.value();
            case Reading.Invalid<T> invalid ->
                throw new AssertionError(invalid.problems().toString());
        };
    }
}
