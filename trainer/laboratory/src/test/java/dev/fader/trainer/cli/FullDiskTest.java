package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.checkpoint.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class FullDiskTest {

    @TempDir
    Path folder;

    /** Something with paths. */
    @Command(name = "with-paths")
    static final class WithPaths {
        @Option(names = {"-o", "--out"})
        private Path out = Path.of("");

        @Parameters(paramLabel = "IN")
        private Path in = Path.of("");
    }

    @Test
    void theDiskWithLeastRoomIsNamedWithThePathThatLiesOnIt() {
        CommandLine command = new CommandLine(new WithPaths());
        // of no bytes, on any Linux
        var parsed = command.parseArgs("--out", "/proc/fader/not/there", folder.toString());

        assertThat(FullDisk.among(parsed).map(FullDisk::toString))
                .contains("the disk of --out /proc/fader/not/there has 0.0 MB left");
    }

    @Test
    void whatCannotBeWrittenIsNamedAndLeavesNothing() throws IOException {
        Path file = folder.resolve("page.html");
        Files.writeString(file, "as it was");

        assertThatThrownBy(() -> WholeFile.write(file, part -> {
                    Files.writeString(part, "half");
                    throw new IOException("No space left on device");
                }))
                .hasMessage(file + " cannot be written: No space left on device");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(Files.list(folder)).hasSize(1);
        assertThat(file).hasContent("as it was");
    }
}
