package dev.docket.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.decision.id.BundleId;
import dev.docket.digest.Digest;
import dev.docket.fixture.SmallRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @TempDir
    private Path folder;

    private BundleStore store;
    private BundleContent content;
    private Path kept;
    private Digest digest;

    @BeforeEach
    void keepASignedBundleWithCases() throws IOException {
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        Files.createDirectories(rules.resolve("cases"));
        Files.writeString(rules.resolve("cases/none.yaml"), "area: None\nasOf: 2026-03-02T10:00:00Z\ncases: []\n");
        BundleContent.read(BundleFolder.of(rules, null)).writeTo(folder.resolve("built"));
        SigningKey.generate(folder.resolve("key.pem")).sign(BundleFolder.at(folder.resolve("built")), "Ada", NOW);
        content = BundleContent.read(BundleFolder.at(folder.resolve("built")));
        store = new BundleStore(folder.resolve("kept"));
        store.keep(content);
        digest = content.manifest().digest();
        kept = folder.resolve("kept").resolve(digest.text().replace(':', '-'));
        assertThat(store.problemOf(digest)).isEmpty();
    }

    @Test
    void a_changed_case_of_a_kept_bundle_is_found() throws IOException {
        Files.writeString(kept.resolve("rules/cases/none.yaml"), "area: Nothing\n");

        assertThat(store.problemOf(digest)).get().asString().contains("its cases", "rules/cases/none.yaml");
    }

    @Test
    void a_case_changed_together_with_its_manifest_is_found_by_the_signature() throws IOException {
        Files.writeString(kept.resolve("rules/cases/none.yaml"), "area: Nothing\n");
        Files.writeString(
                kept.resolve("manifest.cases"),
                BundleContent.read(BundleFolder.at(kept)).cases().manifest().text());

        assertThat(store.problemOf(digest)).get().asString().contains("its signature is not over these files");
    }

    @Test
    void removed_cases_are_found_by_the_signature() throws IOException {
        Files.delete(kept.resolve("rules/cases/none.yaml"));
        Files.delete(kept.resolve("manifest.cases"));

        assertThat(store.problemOf(digest)).get().asString().contains("its signature is not over these files");
    }

    @Test
    void a_changed_or_missing_manifest_of_a_kept_bundle_is_found() throws IOException {
        Files.writeString(kept.resolve("manifest"), Files.readString(kept.resolve("manifest")) + "\n");
        assertThat(store.problemOf(digest)).get().asString().contains("its manifest does not fit");

        Files.delete(kept.resolve("manifest"));
        assertThat(store.problemOf(digest)).get().asString().contains("its manifest is missing");
    }

    @Test
    void another_signature_on_a_kept_bundle_is_found() throws IOException {
        Files.writeString(
                kept.resolve("signature"),
                Files.readString(kept.resolve("signature"))
                        .replace(digest.text(), Digest.over().text()));

        assertThat(store.problemOf(digest)).get().asString().contains("its signature is not over these files");
    }

    @Test
    void a_damaged_copy_is_put_aside_and_kept_anew() throws IOException {
        Files.writeString(kept.resolve("rules/cases/none.yaml"), "area: Nothing\n");

        store.keep(content);

        assertThat(store.problemOf(digest)).isEmpty();
        assertThat(folder.resolve("kept").toFile().list()).anyMatch(name -> name.contains(".damaged-"));
    }

    @Test
    void an_older_version_than_one_that_decided_is_refused_even_after_a_restart() {
        store.decides(id("policy", "2.9"));
        store.decides(id("policy", "2.10"));
        store.decides(id("policy", "2.10"));

        var restarted = new BundleStore(folder.resolve("kept"));
        assertThatThrownBy(() -> restarted.refuseStepBack(id("policy", "2.9")))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll("DKT-505", "policy 2.9", "2.10", "give the old rules a version above 2.10");
        restarted.refuseStepBack(id("policy", "2.10"));
        restarted.refuseStepBack(id("policy", "3"));
        restarted.refuseStepBack(id("another", "1"));
        restarted.decides(id("two\nlines\tand a tab", "1"));
        restarted.refuseStepBack(id("policy", "2.10"));
    }

    @Test
    void a_changed_list_of_versions_is_named_instead_of_trusted() throws IOException {
        store.decides(id("policy", "2"));
        for (String changed : List.of("2\tpol%zzicy\n", "2 policy\n")) {
            Files.writeString(folder.resolve("kept/highest-versions"), changed);
            assertThatThrownBy(() -> store.refuseStepBack(id("policy", "3")))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContainingAll("DKT-505", "was changed", "Restore it");
        }
    }

    @Test
    void what_is_wrong_is_said_without_where_the_bundle_lies() throws IOException {
        Path nowhere = Files.createFile(folder.resolve("file"));
        BundleStore unwritable = new BundleStore(nowhere.resolve("kept"));
        Path built = folder.resolve("built");
        Files.writeString(built.resolve("rules/policy.drl"), "rule");
        Files.move(kept.resolve("rules"), folder.resolve("moved"));

        for (ThrowingCallable broken : List.<ThrowingCallable>of(
                () -> unwritable.keep(content),
                () -> unwritable.decides(id("policy", "1")),
                () -> store.read(digest),
                () -> BundleSource.read(BundleFolder.at(built)).load())) {
            assertThatThrownBy(broken)
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("DKT-")
                    .hasMessageNotContaining(folder.toString());
        }
    }

    private static BundleId id(String name, String version) {
        return new BundleId(name, version, Digest.over());
    }
}
