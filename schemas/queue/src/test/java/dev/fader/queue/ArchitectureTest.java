package dev.fader.queue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.fader.queue.task.Claims;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "dev.fader.queue", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("dev.fader.queue.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_DOOR_WRITES_TABLE_TASK =
            classes().that().resideOutsideOfPackage("..task..").should(WritesOfTask.NONE);

    @Test
    void aClassThatWritesTableTaskIsFound() {
        var door = new ClassFileImporter().importClasses(Claims.class);

        assertThat(classes().should(WritesOfTask.NONE).evaluate(door).hasViolation())
                .isTrue();
    }
}
