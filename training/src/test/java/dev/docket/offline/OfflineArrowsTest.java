package dev.docket.offline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of the offline build, as ARCHITECTURE.md draws them. */
class OfflineArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.docket");
    private static final JavaClasses OFFLINE = CLASSES.that(resideInAnyPackage(
            "dev.docket.sample..", "dev.docket.training..", "dev.docket.demo..", "dev.docket.offline.."));

    @Test
    void every_arrow_between_packages_is_one_that_was_drawn() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("sample")
                .definedBy("dev.docket.sample..")
                .layer("training")
                .definedBy("dev.docket.training..")
                .layer("demo")
                .definedBy("dev.docket.demo..")
                .layer("offline")
                .definedBy("dev.docket.offline..")
                .whereLayer("offline")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("demo")
                .mayOnlyBeAccessedByLayers("offline")
                .whereLayer("training")
                .mayOnlyBeAccessedByLayers("demo", "offline")
                .whereLayer("sample")
                .mayOnlyBeAccessedByLayers("training", "demo")
                .check(CLASSES);
    }

    @Test
    void no_rooms_depend_on_each_other_in_a_circle() {
        slices().matching("dev.docket.(**)").should().beFreeOfCycles().check(OFFLINE);
    }

    @Test
    void training_needs_orders_and_features_and_no_service() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.docket.training..", "dev.docket.sample..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.docket.rules..",
                        "dev.docket.bundle..",
                        "dev.docket.journal..",
                        "dev.docket.service..",
                        "dev.docket.api..",
                        "dev.docket.cli..",
                        "dev.docket.app..",
                        "io.quarkus..",
                        "picocli..")
                .check(CLASSES);
    }
}
