package dev.docket.rules.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.diff.PolicyChange;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.bundle.signature.TrustedKeys;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.digest.Digest;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.Folders;
import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleProblem;
import dev.docket.service.bundle.BundleWorkshop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing in a rule folder is passed over in silence: it is read, wherever it lies and however it is spelled, or named. */
class RuleFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @TempDir
    private Path folder;

    private Path rules;

    @BeforeEach
    void a_folder_with_one_rule() throws IOException {
        rules = Files.createDirectories(folder.resolve("policy"));
        for (var file : Folders.data().entrySet()) {
            Files.write(rules.resolve(file.getKey()), file.getValue());
        }
        rule("credit.drl", "at-the-top");
    }

    @Test
    void subfolders_and_extensions_in_capitals_are_read_with_slashes_in_their_paths() throws IOException {
        rule("CREDIT2.DRL", "in-capitals");
        rule("emea/credit.drl", "below");
        rule("emea/fr/Credit.Drl", "further-below");
        sheet("emea/Terms.CSV", "in-a-sheet");
        write("cases/emea/terms.YML", "area: Terms\n");
        RuleFiles files = RuleFiles.of(rules);
        assertThat(files.deciding().keySet())
                .containsExactlyInAnyOrder(
                        "CREDIT2.DRL",
                        "actions.yaml",
                        "bundle.yaml",
                        "credit.drl",
                        "emea/Terms.CSV",
                        "emea/credit.drl",
                        "emea/fr/Credit.Drl",
                        "parameters.yaml",
                        "taxonomy.yaml");
        assertThat(files.proving()).containsOnlyKeys("cases/emea/terms.YML");
        assertThat(files.notices()).isEmpty();
        try (LoadedBundle bundle = BundleLoader.load(BundleFolder.of(rules, null))) {
            assertThat(bundle.bundle().rules())
                    .extracting(RuleDescription::source)
                    .containsExactlyInAnyOrder(
                            "CREDIT2.DRL:6",
                            "credit.drl:6",
                            "emea/Terms.CSV:A8",
                            "emea/credit.drl:6",
                            "emea/fr/Credit.Drl:6");
        }
    }

    @Test
    void what_is_not_read_is_named_and_what_editors_leave_behind_is_not() throws IOException {
        for (String known : List.of(
                ".DS_Store",
                ".git/config.drl",
                ".idea/x.drl",
                "~$terms.xlsx",
                ".~lock.terms.xlsx#",
                "credit.drl~",
                ".credit.drl.swp",
                "#credit.drl#",
                "Thumbs.db",
                "desktop.ini",
                "README.md",
                "LICENSE",
                "._credit.drl",
                "cases/case.schema.json",
                "emea/README")) {
            write(known, "x");
        }
        assertThat(notices()).isEmpty();
        write("credit.drl.txt", "x");
        write("parameters.yml", "x");
        write("emea/parameters.yaml", "x");
        write("credit-cases.yaml", "x");
        write("cases/notes.docx", "x");
        assertThat(notices())
                .containsExactly(
                        "cases/notes.docx:1: DKT-213: is not read. Maybe move it elsewhere, or name it .drl, .csv or .xlsx?",
                        "credit-cases.yaml:1: DKT-213: is not read. Maybe it is a case, and belongs to cases/?",
                        "credit.drl.txt:1: DKT-213: is not read. Maybe move it elsewhere, or name it .drl, .csv or .xlsx?",
                        "emea/parameters.yaml:1: DKT-213: is not read: there is one parameters.yaml, in the rule folder itself",
                        "parameters.yml:1: DKT-213: is not read. Maybe rename it to parameters.yaml?");
        assertThat(RuleCheck.of(rules).findings()).extracting(RuleProblem::code).contains(ErrorCode.NOT_READ);
        assertThat(new BundleWorkshop(() -> NOW).unread(rules)).hasSize(5);
    }

    @Test
    void a_link_to_a_folder_is_followed_but_not_in_circles_and_nothing_but_files_is_opened() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("linked.drl"), rule("linked"));
        Files.createSymbolicLink(rules.resolve("emea"), elsewhere);
        Files.createSymbolicLink(elsewhere.resolve("back"), rules);
        Files.createSymbolicLink(rules.resolve("gone.drl"), folder.resolve("nowhere"));
        new ProcessBuilder("mkfifo", rules.resolve("pipe.drl").toString())
                .start()
                .waitFor();
        assertThat(RuleFiles.of(rules).deciding()).containsKey("emea/linked.drl");
        assertThat(notices())
                .contains(
                        "emea/back:1: DKT-213: leads back to a folder above it, and is not followed",
                        "gone.drl:1: DKT-213: is no regular file, and is not read",
                        "pipe.drl:1: DKT-213: is no regular file, and is not read");
    }

    @Test
    void paths_that_are_one_on_other_platforms_are_refused() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>(RuleFiles.of(rules).deciding());
        files.put("Credit.drl", rule("other").getBytes(StandardCharsets.UTF_8));
        files.put("EMEA/a.drl", rule("other-a").getBytes(StandardCharsets.UTF_8));
        files.put("emea/b.drl", rule("other-b").getBytes(StandardCharsets.UTF_8));
        files.put("emea/a b.drl", rule("other-c").getBytes(StandardCharsets.UTF_8));
        files.put("a/b/c/d/e/f/g/h.drl", rule("other-d").getBytes(StandardCharsets.UTF_8));
        assertThat(ParsedFolder.read(files).problems())
                .extracting(RuleProblem::toString)
                .contains(
                        "credit.drl:1: DKT-120: 'credit.drl' and 'Credit.drl' are one and the same on Windows and macOS. Maybe rename one?",
                        "emea:1: DKT-120: 'emea' and 'EMEA' are one and the same on Windows and macOS. Maybe rename one?",
                        "?.drl:1: DKT-120: the name of a file or folder has only letters, digits and . _ -, and begins with a letter or digit");
    }

    @Test
    void a_folder_that_is_much_more_than_rules_is_refused() throws IOException {
        Path many = Files.createDirectories(rules.resolve("node_modules"));
        for (int i = 0; i <= 5_000; i++) {
            Files.createFile(many.resolve("f" + i));
        }
        assertThatThrownBy(() -> RuleFiles.of(rules))
                .cause()
                .hasMessage("it has more than 5,000 files. Maybe it is not the folder of the rules?");
    }

    @Test
    void a_bundle_with_subfolders_is_built_signed_verified_compared_kept_and_loaded_again() throws IOException {
        BundleWorkshop workshop = new BundleWorkshop(() -> NOW);
        Path before = folder.resolve("before");
        Digest flat = workshop.build(BundleFolder.of(rules, null), before).digest();
        rule("emea/credit.drl", "below");
        write("cases/emea/none.yaml", "area: None\nasOf: 2026-03-02T10:00:00Z\ncases: []\n");
        Path built = folder.resolve("built");
        Digest digest = workshop.build(BundleFolder.of(rules, null), built).digest();
        assertThat(digest).isNotEqualTo(flat);
        assertThat(Files.readString(built.resolve("manifest"))).contains("  rules/emea/credit.drl\n");
        Path key = folder.resolve("key.pem");
        workshop.generateKey(key);
        workshop.sign(built, key, "Ann", NOW);
        BundleWorkshop.Verified verified = workshop.verify(built, TrustedKeys.read(SigningKey.publicFile(key)));
        assertThat(verified.isTrusted()).isTrue();
        assertThat(verified.cases()).isEqualTo(1);
        assertThat(workshop.compare(before, built).changes())
                .extracting(PolicyChange::says)
                .anyMatch(change -> change.contains("below"));
        BundleStore store = new BundleStore(folder.resolve("kept"));
        store.keep(BundleContent.read(BundleFolder.at(built)));
        assertThat(store.problemOf(digest)).isEmpty();
        try (LoadedBundle again = store.read(digest).orElseThrow().load()) {
            assertThat(again.bundle().id().digest()).isEqualTo(digest);
            assertThat(again.bundle().rules())
                    .extracting(RuleDescription::source)
                    .containsExactlyInAnyOrder("credit.drl:6", "emea/credit.drl:6");
        }
        Files.writeString(built.resolve("rules/emea/credit.drl"), rule("changed"));
        assertThat(workshop.verify(built, TrustedKeys.read(SigningKey.publicFile(key)))
                        .isTrusted())
                .isFalse();
    }

    private List<String> notices() {
        return RuleFiles.of(rules).notices().stream().map(RuleProblem::toString).toList();
    }

    private void rule(String path, String id) throws IOException {
        write(path, rule(id));
    }

    private static String rule(String id) {
        return Folders.HEADER + Folders.rule(id, "Order( discountPct > 0 )", "effects.action(\"EXPEDITE\");");
    }

    private void sheet(String path, String id) throws IOException {
        write(path, """
                Owner,SALES
                At,ENTRY
                RuleTable Terms
                NAME,CONDITION,ACTION,METADATA
                ,Order,,
                ,discountPct > $param,"effects.action(""$param"")","policy( ""$param"" )"
                Rule,Discount,Action,Policy
                %s,5,CONTACT_CUSTOMER,Call.
                """.formatted(id));
    }

    private void write(String path, String text) throws IOException {
        Path file = rules.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
