package dev.docket.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.signature.TrustedKeys;
import dev.docket.digest.Digest;
import dev.docket.rules.RuleCheck;
import dev.docket.service.bundle.BundleWorkshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases of a rule folder travel with its bundle, and do not change what it is. */
class CaseFilesTest {
    private static final String CASES = "cases/discount-authority.yaml";

    private final BundleWorkshop workshop = new BundleWorkshop(InstantSource.system());

    @TempDir
    private Path folder;

    private Path source;
    private Path built;
    private Digest digest;

    @BeforeEach
    void build() throws IOException {
        source = folder.resolve("source");
        built = folder.resolve("built");
        copy(Path.of("docs/examples/decision-tables"), source);
        digest = workshop.build(BundleFolder.of(source, null), built).digest();
    }

    @Test
    void a_bundle_can_be_checked_against_its_own_cases_elsewhere() {
        RuleCheck.Result result = RuleCheck.of(built.resolve("rules"));
        assertThat(result.passed()).isTrue();
        assertThat(result.cases()).isEqualTo(RuleCheck.of(source).cases());
        assertThat(built.resolve("manifest.cases")).content().contains("rules/" + CASES);
        assertThat(built.resolve("manifest"))
                .content()
                .contains("rules/discount-authority.csv")
                .doesNotContain("cases");
        assertThat(workshop.describe(built, TrustedKeys.NONE).cases()).contains("rules/" + CASES);
    }

    @Test
    void another_case_is_the_same_bundle_but_another_cell_is_not() throws IOException {
        edit(source.resolve(CASES), "Exactly 15 % is for", "Exactly fifteen percent is for");
        Files.writeString(source.resolve("cases/more.yaml"), "area: More\nasOf: 2026-03-02T10:00:00Z\ncases: []\n");
        assertThat(BundleContent.read(BundleFolder.of(source, null)).manifest().digest())
                .isEqualTo(digest);
        edit(source.resolve("discount-authority.csv"), ",C,7.5,", ",C,8,");
        assertThat(BundleContent.read(BundleFolder.of(source, null)).manifest().digest())
                .isNotEqualTo(digest);
    }

    @Test
    void cases_that_were_changed_after_the_build_are_reported() throws IOException {
        assertThat(workshop.verify(built, TrustedKeys.NONE).changedCases()).isEmpty();
        Files.writeString(built.resolve("rules").resolve(CASES), "area: Nothing\n");
        BundleWorkshop.Verified verified = workshop.verify(built, TrustedKeys.NONE);
        assertThat(verified.changedCases()).containsExactly("rules/" + CASES);
        assertThat(verified.isTrusted()).isFalse();
        assertThat(verified.digest()).isEqualTo(digest);
    }

    private static void edit(Path file, String old, String young) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, young));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            List<Path> all = paths.toList();
            for (Path path : all) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
