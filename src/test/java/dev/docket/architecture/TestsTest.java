package dev.docket.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the tests are built. */
class TestsTest {
    @Test
    void tests_of_the_running_service_have_a_tag_so_that_they_share_one() {
        classes()
                .that()
                .areAnnotatedWith(QuarkusTest.class)
                .should()
                .beAnnotatedWith(DescribedPredicate.describe(
                        "@Tag(\"service\")",
                        annotation -> annotation.getRawType().isEquivalentTo(Tag.class)
                                && annotation.get("value").equals(Optional.of("service"))))
                .because("the build runs the tag 'service' in one process, and all other tests in two")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .importPackages("dev.docket"));
    }
}
