package dev.fader.coordinator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.fader.coordinator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("dev.fader.coordinator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule KAFKA_STAYS_BEHIND_ITS_PORTS = noClasses()
            .that()
            .resideInAnyPackage("..batch..", "..task..", "..dispatch..", "..reap..", "..relay..", "..fleet..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");
}
