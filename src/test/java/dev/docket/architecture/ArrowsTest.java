package dev.docket.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.docket.rules.CompiledRuleCache;
import dev.docket.rules.Effects;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.Parameters;
import dev.docket.rules.RuleCases;
import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.Severity;
import java.security.MessageDigest;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, as ARCHITECTURE.md draws them. */
class ArrowsTest {
    private static final String ROOT = "dev.docket";
    /** Types that every room may use: they stand beside the front because rule files and bundles know them by name. */
    private static final DescribedPredicate<JavaClass> ON_THE_GROUND = belongToAnyOf(
                    CompiledRuleCache.class,
                    Effects.class,
                    Parameters.class,
                    RuleProblem.class,
                    RuleException.class,
                    ErrorCode.class,
                    Severity.class)
            .onResultOf(JavaClass::getBaseComponentType)
            .as("on the ground");

    /** Results that adapters show as they are; a second set of the same records would only repeat them. */
    private static final DescribedPredicate<JavaClass> WHAT_A_CHECK_SAYS = belongToAnyOf(
                    RuleCheck.Result.class, RuleProblem.class, RuleCases.class, ErrorCode.class, Severity.class)
            .onResultOf(JavaClass::getBaseComponentType)
            .as("what a check says");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void every_arrow_between_packages_is_one_that_was_drawn() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("order")
                .definedBy("dev.docket.order..")
                .layer("decision")
                .definedBy("dev.docket.decision..")
                .layer("json")
                .definedBy("dev.docket.json..")
                .layer("rules")
                .definedBy(resideInAPackage("dev.docket.rules..").and(not(WHAT_A_CHECK_SAYS)))
                .layer("mapping")
                .definedBy("dev.docket.mapping..")
                .layer("priority")
                .definedBy("dev.docket.priority..")
                .layer("bundle")
                .definedBy("dev.docket.bundle..")
                .layer("journal")
                .definedBy("dev.docket.journal..")
                .layer("change")
                .definedBy("dev.docket.change..")
                .layer("service")
                .definedBy("dev.docket.service..")
                .layer("api")
                .definedBy("dev.docket.api..")
                .layer("console")
                .definedBy("dev.docket.console..")
                .layer("cli")
                .definedBy("dev.docket.cli..")
                .layer("stream")
                .definedBy("dev.docket.stream..")
                .layer("app")
                .definedBy("dev.docket.app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("console", "app")
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("stream")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("service")
                .mayOnlyBeAccessedByLayers("api", "console", "cli", "stream", "app")
                .whereLayer("change")
                .mayOnlyBeAccessedByLayers("service", "api", "console", "cli")
                .whereLayer("journal")
                .mayOnlyBeAccessedByLayers("service", "app")
                .whereLayer("bundle")
                .mayOnlyBeAccessedByLayers("service", "cli", "app")
                .whereLayer("priority")
                .mayOnlyBeAccessedByLayers("bundle", "service", "app")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("bundle", "service", "app")
                .whereLayer("mapping")
                .mayOnlyBeAccessedByLayers("rules", "bundle", "service")
                .check(CLASSES);
    }

    /** What every request passes is the same for programs and people; what programs are answered is not. */
    @Test
    void the_console_sees_of_the_api_only_what_every_request_passes() {
        noClasses()
                .that()
                .resideInAPackage("dev.docket.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.docket.api",
                        "dev.docket.api.answer..",
                        "dev.docket.api.bundle..",
                        "dev.docket.api.replay..",
                        "dev.docket.cli..")
                .check(CLASSES);
    }

    @Test
    void every_arrow_between_the_rooms_of_the_rules_is_one_that_was_drawn() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("front")
                .definedBy(resideInAPackage("dev.docket.rules").and(not(ON_THE_GROUND)))
                .layer("cases")
                .definedBy("dev.docket.rules.cases")
                .layer("graph")
                .definedBy("dev.docket.rules.graph")
                .layer("lint")
                .definedBy("dev.docket.rules.lint")
                .layer("explain")
                .definedBy("dev.docket.rules.explain")
                .layer("solve")
                .definedBy("dev.docket.rules.solve")
                .layer("compile")
                .definedBy("dev.docket.rules.compile")
                .layer("exact")
                .definedBy("dev.docket.rules.exact")
                .layer("evaluate")
                .definedBy("dev.docket.rules.evaluate")
                .layer("read")
                .definedBy("dev.docket.rules.read")
                .layer("data")
                .definedBy("dev.docket.rules.data")
                .layer("table")
                .definedBy("dev.docket.rules.table")
                .layer("language")
                .definedBy("dev.docket.rules.language")
                .layer("vocabulary")
                .definedBy("dev.docket.rules.vocabulary")
                .layer("problem")
                .definedBy("dev.docket.rules.problem")
                .layer("ground")
                .definedBy(ON_THE_GROUND)
                .whereLayer("front")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cases")
                .mayOnlyBeAccessedByLayers("front")
                .whereLayer("graph")
                .mayOnlyBeAccessedByLayers("front")
                .whereLayer("lint")
                .mayOnlyBeAccessedByLayers("front")
                .whereLayer("explain")
                .mayOnlyBeAccessedByLayers("front")
                .whereLayer("solve")
                .mayOnlyBeAccessedByLayers("lint", "explain")
                .whereLayer("compile")
                .mayOnlyBeAccessedByLayers("front")
                .whereLayer("exact")
                .mayOnlyBeAccessedByLayers("evaluate", "compile", "cases")
                .whereLayer("evaluate")
                .mayOnlyBeAccessedByLayers("front", "cases", "explain", "compile")
                .whereLayer("read")
                .mayOnlyBeAccessedByLayers("front", "cases", "lint")
                .whereLayer("data")
                .mayOnlyBeAccessedByLayers("front", "cases", "lint", "read")
                .whereLayer("table")
                .mayOnlyBeAccessedByLayers("read")
                .whereLayer("vocabulary")
                .mayNotAccessAnyLayer()
                .whereLayer("ground")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    /** Every package is a room. The ground of the rules is left out: rule files and bundles know its types by their old names. */
    @Test
    void no_rooms_depend_on_each_other_in_a_circle() {
        slices().matching("dev.docket.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(alwaysTrue(), ON_THE_GROUND)
                .check(CLASSES);
    }

    @Test
    void nobody_outside_sees_more_of_the_rules_than_their_front() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.docket.rules..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.docket.rules.*..")
                .check(CLASSES);
    }

    @Test
    void the_rooms_of_the_journal_form_layers() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("merkle")
                .definedBy("dev.docket.journal.merkle")
                .layer("record")
                .definedBy("dev.docket.journal.record")
                .layer("journal")
                .definedBy("dev.docket.journal")
                .layer("checkpoint")
                .definedBy("dev.docket.journal.checkpoint")
                .layer("verify")
                .definedBy("dev.docket.journal.verify")
                .layer("write")
                .definedBy("dev.docket.journal.write")
                .layer("sql")
                .definedBy("dev.docket.journal.sql")
                .layer("sqlite")
                .definedBy("dev.docket.journal.sqlite")
                .layer("postgres")
                .definedBy("dev.docket.journal.postgres")
                .layer("spool")
                .definedBy("dev.docket.journal.spool")
                .whereLayer("merkle")
                .mayNotAccessAnyLayer()
                .whereLayer("record")
                .mayOnlyAccessLayers("merkle")
                .whereLayer("journal")
                .mayOnlyAccessLayers("record", "merkle")
                .whereLayer("checkpoint")
                .mayOnlyAccessLayers("journal", "record", "merkle")
                .whereLayer("verify")
                .mayOnlyAccessLayers("checkpoint", "journal", "record", "merkle")
                .whereLayer("write")
                .mayOnlyAccessLayers("checkpoint", "journal", "record", "merkle")
                .whereLayer("sql")
                .mayOnlyAccessLayers("write", "checkpoint", "journal", "record", "merkle")
                .whereLayer("sqlite")
                .mayOnlyAccessLayers("sql", "write", "checkpoint", "journal", "record", "merkle")
                .whereLayer("postgres")
                .mayOnlyAccessLayers("sql", "write", "checkpoint", "journal", "record", "merkle")
                .whereLayer("spool")
                .mayOnlyAccessLayers("sqlite", "write", "checkpoint", "journal", "record")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.docket.journal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.docket.journal.sql", "dev.docket.journal.write")
                .check(CLASSES);
    }

    @Test
    void the_order_knows_nothing_but_the_jdk_and_its_constraints() {
        classes()
                .that()
                .resideInAPackage("dev.docket.order..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.docket.order..", "java..", "jakarta.validation..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void who_may_do_what_knows_neither_http_nor_a_store() {
        classes()
                .that()
                .resideInAPackage("dev.docket.access..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.docket.access..",
                        "dev.docket.digest..",
                        "dev.docket.outage..",
                        "dev.docket.storage..",
                        "java..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void sending_to_a_receiver_knows_neither_journal_nor_service() {
        classes()
                .that()
                .resideInAPackage("dev.docket.webhook..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.docket.webhook..", "io.vertx.core..", "java..", "javax..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void the_state_of_a_change_is_a_pure_function() {
        classes()
                .that()
                .resideInAPackage("dev.docket.change..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.docket.change..", "dev.docket.digest..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void the_core_knows_no_framework() {
        classes()
                .that()
                .resideInAPackage("dev.docket.decision..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.docket.decision..",
                        "dev.docket.order..",
                        "dev.docket.digest..",
                        "java..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void the_core_reads_no_clock_file_network_environment_or_random_number() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.docket.decision..", "dev.docket.order..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..", "java.util.random..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .check(CLASSES);
    }

    @Test
    void there_is_one_sha_256() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.docket.digest..")
                .should()
                .callMethod(MessageDigest.class, "getInstance", String.class)
                .check(CLASSES);
    }

    @Test
    void rules_know_nothing_of_http() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.docket.rules..", "dev.docket.priority..", "dev.docket.journal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.quarkus..", "io.vertx..", "dev.docket.service..")
                .check(CLASSES);
    }

    @Test
    void only_drools_packages_touch_drools_and_only_the_journal_touches_sql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.docket.rules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.docket.journal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .check(CLASSES);
    }

    /** It is fast where a record waits for it; everything else signs and verifies with the JDK, as readers do. */
    @Test
    void only_the_signer_of_notes_uses_bouncy_castle() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.docket.journal.merkle.NoteSigner")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..")
                .check(CLASSES);
    }

    /** A setting that is not in {@code Settings} is neither documented nor checked at the start. */
    @Test
    void settings_are_read_in_one_way() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.eclipse.microprofile.config.inject.ConfigProperty")
                .check(CLASSES);
    }

    @Test
    void only_one_package_knows_a_parser_of_yaml() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.docket.yaml")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.yaml.snakeyaml..", "com.fasterxml.jackson.dataformat.yaml..")
                .check(CLASSES);
    }

    @Test
    void only_one_package_knows_how_html_is_written() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.docket.html")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus.qute..")
                .check(CLASSES);
    }

    @Test
    void no_class_hides_behind_an_empty_name() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Data|Info)")
                .check(CLASSES);
    }
}
