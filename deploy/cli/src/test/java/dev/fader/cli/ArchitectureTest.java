package dev.fader.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.fader.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("dev.fader.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule WHAT_ASSEMBLES_LIES_ABOVE = noClasses()
            .that()
            .resideInAPackage("dev.fader.cli.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.fader.cli");

    @ArchTest
    static final ArchRule WHAT_COMMANDS_SHARE_LIES_BELOW = noClasses()
            .that()
            .resideInAnyPackage("..client..", "..output..", "..local..", "..watch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..batch..", "..submit..", "..preset..", "..demo..", "..bench..");

    @ArchTest
    static final ArchRule MEASUREMENTS_SAY_WHEN_THEY_SAY_WHAT = noClasses()
            .that()
            .resideInAnyPackage("..bench..", "..prove..")
            .and()
            .haveSimpleNameNotContaining("TrainerBench") // which passes on what another process has said so
            .should()
            .accessField(System.class, "err")
            .because("a long command that is silent, or says no time, cannot be told from one that hangs: Elapsed.say");
}
