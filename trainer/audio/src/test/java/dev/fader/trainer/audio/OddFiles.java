package dev.fader.trainer.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The files among the resources that other programs wrote so oddly. */
final class OddFiles {

    private OddFiles() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(OddFiles.class.getResourceAsStream("odd/" + name), name)) {
            return in.readAllBytes();
        }
    }

    static Path in(Path folder, String name) throws IOException {
        return Files.write(folder.resolve(name), bytes(name));
    }
}
