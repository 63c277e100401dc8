package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.ObjectRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page for media companies does what it says: its commands are run as one script, in their order. */
class DocumentedCommandsTest {

    private static final Path PAGE = Path.of("../../docs/remixing.md");
    private static final Pattern SCRIPT = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theCommandsOfThePageForMediaCompaniesWork() throws Exception {
        WholeStack stack = WholeStack.shared();
        Path folder = Files.createDirectories(stack.folder.resolve("documented"));
        Path catalogue = Files.createDirectories(folder.resolve("catalogue"));
        Path one = TestSong.write(catalogue.resolve("one.wav"), 2, 44_100, 3);
        Path two = TestSong.write(
                Files.createDirectories(catalogue.resolve("disc 2")).resolve("two.wav"), 1, 48_000, 3);
        Files.copy(two, catalogue.resolve("two.wav"));
        ObjectRef storedOne = stack.client.upload(one);
        ObjectRef storedTwo = stack.client.upload(two);
        String commands = SCRIPT.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining())
                .replace("KEY_OF_ONE", storedOne.key())
                .replace("KEY_OF_TWO", storedTwo.key());
        Path script = Files.writeString(folder.resolve("script.sh"), "set -euxo pipefail\n" + commands);
        fader(folder.resolve("fader"));

        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        bash.environment().put("FADER_SERVER", stack.ports.api().toString());
        bash.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process process = bash.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended && process.exitValue() == 0)
                .as(Files.readString(folder.resolve("said.txt")))
                .isTrue();
        assertThat(folder.resolve("previews/one-before.wav")).isNotEmptyFile();
        assertThat(folder.resolve("previews/one-after.wav")).isNotEmptyFile();
        assertThat(folder.resolve("remixed/disc 2/two.flac")).isNotEmptyFile();
        assertThat(folder.resolve("remixed/one.flac")).isNotEmptyFile();
        assertThat(folder.resolve("variants/one-karaoke.wav")).isNotEmptyFile();
        assertThat(folder.resolve("variants/one-loud.wav")).isNotEmptyFile();
    }

    /** As the script of the installation, without building. */
    private static void fader(Path file) throws Exception {
        Files.writeString(file, """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' dev.fader.cli.FaderCommand "$@"
                """.formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
