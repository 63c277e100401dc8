package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the page on training begins with, as it stands there but for fewer songs and steps, in a folder that is empty. */
class FirstTourTest {

    private static final String BEFORE = "./fader trainer ";

    @TempDir
    Path folder;

    @Test
    void theCommandsLeadFromNothingToAReport() throws IOException {
        for (String command : commands()) {
            Printed printed = Printed.by(Arrays.stream(shortened(command).split(" "))
                    .map(argument -> argument.startsWith("tour/")
                            ? folder.resolve(argument).toString()
                            : argument)
                    .toArray(String[]::new));

            assertThat(printed.exitCode()).as(command).isEqualTo(ExitCode.DONE);
        }

        assertThat(Files.readString(folder.resolve("tour/report.html"))).contains("<svg", "<audio", "vocals", "minSDR");
    }

    private static String shortened(String command) {
        return command.replaceAll("--songs \\d+", "--songs 1")
                .replace("steps=200", "steps=2")
                .replace("warmupSteps=20", "warmupSteps=0")
                .replace("validateEvery=50", "validateEvery=1 --set validationBatches=1 --set batchSize=1")
                .replace("--listen-every 50", "--listen-every 1");
    }

    private static List<String> commands() throws IOException {
        String page = Files.readString(Path.of("../../docs/training.md"));
        int begin = page.indexOf("```sh\n", page.indexOf("## From nothing to a report"));
        List<String> commands = page.substring(begin, page.indexOf("```\n", begin + 6))
                .lines()
                .filter(line -> line.startsWith(BEFORE))
                .map(line -> line.substring(BEFORE.length()))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        return commands;
    }
}
