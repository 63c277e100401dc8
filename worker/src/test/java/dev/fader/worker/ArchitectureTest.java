package dev.fader.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.fader.queue.WritesOfTask;

@AnalyzeClasses(packages = "dev.fader.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("dev.fader.worker.(*)..").should().beFreeOfCycles();

    /** Every transition of a task's life is a method of the queue's door. */
    @ArchTest
    static final ArchRule ONLY_THE_DOOR_WRITES_TABLE_TASK = classes().should(WritesOfTask.NONE);

    @ArchTest
    static final ArchRule KAFKA_STAYS_IN_THE_QUEUE = noClasses()
            .that()
            .resideOutsideOfPackage("..queue..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("..outcome..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "org.apache.kafka..", "io.minio..", "java.sql..", "jakarta..");
}
