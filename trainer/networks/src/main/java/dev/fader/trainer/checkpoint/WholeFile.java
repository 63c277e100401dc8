package dev.fader.trainer.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that have their names when they are whole, and not before. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Writing {
        void to(Path part) throws IOException;
    }

    /** Writes beside a file and replaces it then. @throws IOException naming the file, as the disk's own words do not */
    public static void write(Path file, Writing writing) throws IOException {
        Path part = file.resolveSibling("%s.%d.part"
                .formatted(file.getFileName(), ProcessHandle.current().pid()));
        try {
            writing.to(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The same with a text. */
    public static void write(Path file, String text) throws IOException {
        write(file, part -> Files.writeString(part, text));
    }
}
