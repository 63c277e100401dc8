package dev.fader.coordinator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.fader.queue.WritesOfTask;

@AnalyzeClasses(packages = "dev.fader.coordinator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("dev.fader.coordinator.(*)..").should().beFreeOfCycles();

    /** A feature builds its own beans: there is no place that lists them all. */
    @ArchTest
    static final ArchRule NOTHING_IS_ASSEMBLED_ABOVE_THE_FEATURES =
            classes().should().resideInAPackage("dev.fader.coordinator.*");

    /** Every transition of a task's life is a method of the queue's door. */
    @ArchTest
    static final ArchRule ONLY_THE_DOOR_WRITES_TABLE_TASK = classes().should(WritesOfTask.NONE);

    @ArchTest
    static final ArchRule KAFKA_STAYS_BEHIND_ITS_PORTS = noClasses()
            .that()
            .resideInAnyPackage("..batch..", "..task..", "..dispatch..", "..reap..", "..relay..", "..fleet..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");
}
