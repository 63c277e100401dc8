package dev.fader.trainer;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.cli.TrainerCommand;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.trainer.songs.HeldOutSongs;
import picocli.CommandLine.Command;

/** What holds in all modules of the trainer: the laboratory sees them all. */
@AnalyzeClasses(packages = "dev.fader.trainer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static void theRulesSeeEveryModule(JavaClasses classes) {
        assertThat(classes.contain(AudioReader.class)).isTrue();
        assertThat(classes.contain(ConvTasNet.class)).isTrue();
        assertThat(classes.contain(SeparatorFile.class)).isTrue();
        assertThat(classes.contain(HeldOutSongs.class)).isTrue();
        assertThat(classes.contain(TrainerCommand.class)).isTrue();
    }

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.fader.trainer.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule networksAreDescribedWithoutTheEngine = noClasses()
            .that()
            .resideInAnyPackage(
                    "..graph..",
                    "..trainer.mixer",
                    "..network..",
                    "..convtasnet..",
                    "..htmdnet..",
                    "..waveunet..",
                    "..onetarget..",
                    "..objective..",
                    "..data..",
                    "..audio..",
                    "..songs..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule soundsDoNotKnowWhoPlaysThem = noClasses()
            .that()
            .resideInAPackage("..songs.sound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..trainer.songs");

    @ArchTest
    static final ArchRule onlyAudioTouchesFfmpeg = noClasses()
            .that()
            .resideOutsideOfPackage("..audio..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule commandsAreTheOnlyOnesThatPrint =
            noClasses().that().haveSimpleNameNotEndingWith("Command").should().accessField(System.class, "out");

    @ArchTest
    static final ArchRule everyCommandTellsItsUsage = classes()
            .that()
            .areAnnotatedWith(Command.class)
            .should()
            .beAnnotatedWith(describe(
                    "help options",
                    annotation -> annotation.getRawType().isEquivalentTo(Command.class)
                            && annotation
                                    .get("mixinStandardHelpOptions")
                                    .map(Boolean.TRUE::equals)
                                    .orElse(false)));
}
