package dev.docket.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of this module, as ARCHITECTURE.md draws them. */
class SparkArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.docket.spark");

    @Test
    void every_arrow_between_packages_is_one_that_was_drawn() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("commands")
                .definedBy("dev.docket.spark")
                .layer("again")
                .definedBy("dev.docket.spark.again")
                .layer("table")
                .definedBy("dev.docket.spark.table")
                .whereLayer("commands")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("again")
                .mayOnlyBeAccessedByLayers("commands")
                .check(CLASSES);
    }

    @Test
    void who_only_exports_starts_no_spark() {
        noClasses()
                .that()
                .resideInAPackage("dev.docket.spark.table")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..")
                .check(CLASSES);
    }
}
