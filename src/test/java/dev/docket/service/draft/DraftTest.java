package dev.docket.service.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.digest.Digest;
import dev.docket.fixture.SmallRules;
import dev.docket.json.read.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a draft makes of a policy. */
@SuppressWarnings("NullAway.Init") // JUnit and set() set them
class DraftTest {
    @TempDir
    private Path folder;

    private BundleSource source;

    @BeforeEach
    void set() {
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        SmallRules.coverByCases(rules);
        source = BundleSource.read(BundleFolder.of(rules, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"more.drl", "emea/north/more.drl", "limits.csv", "rates.yaml", "mappings/erp.yaml"})
    void a_file_that_is_added_is_among_those_that_decide(String path) {
        BundleContent content = whole(draft(path, "text"));
        assertThat(content.rules()).containsKeys(path, "policy.drl");
        assertThat(content.cases().files()).containsOnlyKeys("cases/policy.yaml", "cases/fixtures/entry.yaml");
    }

    @Test
    void a_case_that_is_added_decides_nothing() {
        BundleContent content = whole(draft("cases/emea/more.yaml", "text"));
        assertThat(content.cases().files()).containsKey("cases/emea/more.yaml");
        assertThat(content.manifest()).isEqualTo(source.content().manifest());
    }

    @Test
    void what_is_removed_is_gone_and_the_rest_is_there() {
        BundleContent content = whole(removing("policy.drl", "cases/policy.yaml"));
        assertThat(content.rules()).doesNotContainKey("policy.drl").containsKey("taxonomy.yaml");
        assertThat(content.cases().files()).containsOnlyKeys("cases/fixtures/entry.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../more.drl",
                "/more.drl",
                "a/../more.drl",
                "a//more.drl",
                "a\\more.drl",
                ".hidden.drl",
                "more.drl/more.drl",
                "more",
                "more.yaml",
                "more.xlsx",
                "cases/more.drl",
                "cases/README.yaml",
                "README.drl",
                "a/b/c/d/e/more.drl",
                "mo\nre.drl",
                "Policy.drl",
                "POLICY.DRL",
                "cases/Policy.yaml",
                ""
            })
    void where_no_file_of_a_policy_may_be_none_is_added(String path) {
        assertThat(draft(path, "text").over(source)).isInstanceOf(Reading.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"more.drl", "manifest", "../policy.drl", ""})
    void what_is_not_there_cannot_be_removed(String path) {
        assertThat(removing(path).over(source)).isInstanceOf(Reading.Invalid.class);
    }

    @Test
    void a_file_is_not_removed_and_written_at_once() {
        TreeMap<String, String> files = new TreeMap<>();
        files.put("policy.drl", "text");
        Draft draft = new Draft(base(), files, new TreeSet<>(List.of("policy.drl")));
        assertThat(draft.over(source)).isInstanceOf(Reading.Invalid.class);
    }

    private Draft draft(String path, String text) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(path, text);
        return new Draft(base(), files, new TreeSet<>());
    }

    private Draft removing(String... paths) {
        return new Draft(base(), new TreeMap<>(), new TreeSet<>(List.of(paths)));
    }

    private Digest base() {
        return source.content().manifest().digest();
    }

    private BundleContent whole(Draft draft) {
        if (draft.over(source) instanceof Reading.Valid<BundleSource> valid) {
            return valid.value().content();
        }
        throw new AssertionError(draft.over(source).toString());
    }
}
