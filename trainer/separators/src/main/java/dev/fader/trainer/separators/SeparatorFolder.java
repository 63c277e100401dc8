package dev.fader.trainer.separators;

import dev.fader.schemas.notation.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files beside a mixer, among which the separators are that it was trained for. */
public record SeparatorFolder(Path folder) implements SeparatorFile.Others {

    /** @param file a mixer's, or any other */
    public static SeparatorFolder of(Path file) {
        return new SeparatorFolder(file.toAbsolutePath().resolveSibling("").normalize());
    }

    @Override
    public SeparatorFile withHash(String sha256) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            if (Sha256.of(file).equals(sha256)) {
                return SeparatorFile.read(file);
            }
        }
        throw new IOException("%s has no file with the SHA-256 %s: put the separators of a mixer beside it"
                .formatted(folder, sha256));
    }
}
