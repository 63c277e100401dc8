package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchNetworkCommandTest {

    @Test
    void optionsOfTheTrainersCommandAreTaken() {
        assertThatCode(() -> new CommandLine(new BenchNetworkCommand())
                        .parseArgs("--seconds", "1", "--step", "training", "--peer-python", "python3"))
                .doesNotThrowAnyException();
    }
}
