package dev.fader.worker.model;

import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Files of models by their hash: those that lie in this worker's folder, and copies of those in object storage in a
 * cache of bounded size, of which what was not used for longest goes first. Whatever is read is what its hash says.
 * Several processes may share a cache. Safe for several threads.
 */
public final class ModelFiles {

    private static final Logger LOG = Logger.getLogger(ModelFiles.class);

    private static final String EXTENSION = ".model";

    private final ModelFolder shipped;
    private final Path cache;
    private final long mostBytes;
    private final ObjectStorage storage;

    /** @param mostBytes of the cache; the file that is needed now is kept whatever its size */
    public ModelFiles(ModelFolder shipped, Path cache, long mostBytes, ObjectStorage storage) {
        this.shipped = shipped;
        this.cache = cache;
        this.mostBytes = mostBytes;
        this.storage = storage;
    }

    /** The worker's own. */
    public ModelFolder shipped() {
        return shipped;
    }

    /**
     * A network of ours.
     *
     * @throws RefusedInput when there is no such model, or its object is another
     * @throws dev.fader.queue.storage.StorageException when the storage does not answer
     */
    public synchronized ModelFile read(String sha256) throws IOException, RefusedInput {
        return ModelFile.read(file(sha256));
    }

    /** Whatever separates. @see #read */
    public synchronized SeparatorFile separator(String sha256) throws IOException, RefusedInput {
        return SeparatorFile.read(file(sha256));
    }

    /** Not removed before another is asked for. */
    private Path file(String sha256) throws IOException, RefusedInput {
        Path own = shipped.withHash(sha256).orElse(null);
        if (own != null) {
            return own;
        }
        Path copy = cache.resolve(sha256 + EXTENSION);
        if (!isWhole(copy, sha256)) {
            fetch(sha256, copy);
        }
        Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
        trim(copy);
        return copy;
    }

    private static boolean isWhole(Path file, String sha256) throws IOException {
        try {
            return Sha256.of(file).equals(sha256);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void fetch(String sha256, Path copy) throws IOException, RefusedInput {
        ObjectRef object = new ObjectRef(null, ModelNames.key(sha256));
        long bytes;
        try {
            bytes = storage.size(object);
        } catch (RefusedInput e) {
            throw new RefusedInput(
                    "unknown_model",
                    "there is no model %s: neither in this worker's folder nor as %s (%s)"
                            .formatted(sha256, storage.nameOf(object), e.detail()));
        }
        Files.createDirectories(cache);
        Path part = Files.createTempFile(cache, sha256, ".part");
        try {
            storage.fetch(object, bytes, part, () -> {});
            if (!isWhole(part, sha256)) {
                throw new RefusedInput(
                        "damaged_model",
                        "%s is not the model that its name says: its SHA-256 is %s"
                                .formatted(storage.nameOf(object), Sha256.of(part)));
            }
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void trim(Path inUse) throws IOException {
        List<Path> copies = new ArrayList<>();
        try (Stream<Path> files = Files.list(cache)) {
            files.filter(file -> file.toString().endsWith(EXTENSION) && !file.equals(inUse))
                    .forEach(copies::add);
        }
        try {
            copies.sort(Comparator.comparing(ModelFiles::usedAt));
            long total = Files.size(inUse);
            for (Path copy : copies) {
                total += Files.size(copy);
            }
            for (Path copy : copies) {
                if (total <= mostBytes) {
                    return;
                }
                total -= Files.size(copy);
                Files.deleteIfExists(copy);
                LOG.infof(
                        "removed %s: the cache is to hold %d bytes (fader.worker.model-cache-bytes)", copy, mostBytes);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            LOG.debug("another process tidies up as well", e);
        }
    }

    private static FileTime usedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
