package dev.fader.trainer.data;

import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Estimates that a separator made of the songs of a data set: {@code <song>/<source>.wav|flac}, with or without
 * {@code train|validation|test} above, and {@value #LABEL}, which says what made them.
 */
public record EstimatesFolder(Path root, EstimatesLabel label) {

    /** The name of the label's file. */
    public static final String LABEL = "estimates.json";

    /** @throws IOException if the label is missing or cannot be read */
    public static EstimatesFolder open(Path root) throws IOException {
        Path file = root.resolve(LABEL);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    ("%s has no %s: it must say what made the estimates, as {\"name\": \"…\", \"sha256\": \"…\","
                                    + " \"sources\": [\"vocals\"], \"sample_rate_hz\": 44100, \"parameters\": 0}; 'separate' writes it")
                            .formatted(root, LABEL));
        }
        return new EstimatesFolder(root, Json.reader(EstimatesLabel.class).read(file));
    }

    /** Writes the label, and with it the folder. */
    public static EstimatesFolder create(Path root, EstimatesLabel label) throws IOException {
        Files.createDirectories(root);
        WholeFile.write(
                root.resolve(LABEL),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(label));
        return new EstimatesFolder(root, label);
    }

    /**
     * The estimates of a song, in the order of the label's sources.
     *
     * @throws IOException naming what is missing, or both lengths where they differ
     */
    public StemSong of(StemSong song) throws IOException {
        Path folder = Stream.concat(Splits.FOLDERS.stream(), Stream.of("."))
                .map(split -> root.resolve(split).resolve(song.name()).normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new IOException("%s has no estimates of the song %s".formatted(root, song.name())));
        StemAccess access = new StemAccess(StemCache.standard(), Arrival.COMPLETE);
        StemSong estimates = StemSong.open(
                new StemFolderFinder(Set.of()).song(folder), label.sources(), false, song.sampleRateHz(), access);
        if (estimates.frames() != song.frames() || estimates.sampleRateHz() != song.sampleRateHz()) {
            throw new IOException(
                    "%s has %d frames at %d Hz, the song itself %d at %d Hz: estimates must be as long as it"
                            .formatted(
                                    folder,
                                    estimates.frames(),
                                    estimates.sampleRateHz(),
                                    song.frames(),
                                    song.sampleRateHz()));
        }
        new StemDecoding(access.cache()).run(List.of(estimates));
        return estimates;
    }
}
