package dev.fader.worker.model;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.foreign.SeparatorPackage;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The models that came with a worker, as files in a folder. Hashes are remembered while a file is not touched. */
public final class ModelFolder {

    /** Of networks of ours, and of separators made elsewhere. */
    private static final List<String> EXTENSIONS = List.of(".safetensors", SeparatorPackage.EXTENSION);

    private record Hashed(long bytes, FileTime changed, String sha256) {}

    private final Path folder;
    private final Map<Path, Hashed> hashes = new HashMap<>();

    public ModelFolder(Path folder) {
        this.folder = folder;
    }

    public Path path() {
        return folder;
    }

    /** In the order of their names; none where there is no folder. */
    public List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isModel(file) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** A file's name without its extension. */
    public static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return EXTENSIONS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(extension -> name.substring(0, name.length() - extension.length()))
                .orElse(name);
    }

    private static boolean isModel(Path file) {
        return EXTENSIONS.stream().anyMatch(file.toString()::endsWith);
    }

    public synchronized String hashOf(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Hashed known = hashes.get(file);
        if (known == null || known.bytes() != now.size() || !known.changed().equals(now.lastModifiedTime())) {
            known = new Hashed(now.size(), now.lastModifiedTime(), Sha256.of(file));
            hashes.put(file, known);
        }
        return known.sha256();
    }

    Optional<Path> withHash(String sha256) throws IOException {
        for (Path file : files()) {
            try {
                if (hashOf(file).equals(sha256)) {
                    return Optional.of(file);
                }
            } catch (NoSuchFileException e) {
                // replaced at this moment
                continue;
            }
        }
        return Optional.empty();
    }

    /** Hash of the file of a name. @throws RefusedInput if there is no such model here */
    String named(String name) throws IOException, RefusedInput {
        for (String extension : EXTENSIONS) {
            Path file = folder.resolve(name + extension).normalize();
            if (file.startsWith(folder.normalize()) && Files.isRegularFile(file)) {
                return hashOf(file);
            }
        }
        throw new RefusedInput("unknown_model", "this worker has no model '%s'".formatted(name));
    }
}
