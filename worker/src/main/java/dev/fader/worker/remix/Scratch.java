package dev.fader.worker.remix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one attempt; whatever is in it goes when the attempt ends. */
record Scratch(Path folder) implements AutoCloseable {

    static Scratch under(Path root, String name) throws IOException {
        Files.createDirectories(root);
        return new Scratch(Files.createTempDirectory(root, name));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
