package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class BenchNetworkCommandTest {

    private final CommandLine command =
            new CommandLine(new BenchNetworkCommand()).setCaseInsensitiveEnumValuesAllowed(true);

    @Test
    void whatIsGivenGoesToTheTrainerAndNothingElse() {
        command.parseArgs("--seconds", "1", "--step", "training", "--peer-python", "python3");

        assertThat(TrainerBench.given(command.getCommandSpec()))
                .containsExactlyInAnyOrder("--seconds", "1", "--step", "training", "--peer-python", "python3");
    }

    @Test
    void whatTheTrainerDoesNotKnowIsRefusedHere() {
        assertThatThrownBy(() -> command.parseArgs("--presicion", "bf16")).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> command.parseArgs("--step", "both")).isInstanceOf(ParameterException.class);
    }

    @Test
    void severalFormsAndPrecisionsGoToTheTrainerAsTheyWereGiven() {
        command.parseArgs("--form", "gpu-folded,gpu", "--precision", "fp32,fp16");

        assertThat(TrainerBench.given(command.getCommandSpec()))
                .containsExactlyInAnyOrder("--form", "gpu-folded,gpu", "--precision", "fp32,fp16");
    }

    @Test
    void theTrialOfAllFormsPassesItsListsOn() {
        CommandLine forms = new CommandLine(new BenchFormsCommand());
        forms.parseArgs("--device", "cuda", "--seconds", "1,1.0000907", "--batch", "1,16");

        assertThat(TrainerBench.given(forms.getCommandSpec()))
                .containsExactlyInAnyOrder("--device", "cuda", "--seconds", "1,1.0000907", "--batch", "1,16");
    }
}
