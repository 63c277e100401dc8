package dev.fader.trainer.benchmark;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.songs.HeldOutSongs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer bench-song}: a song of any length, for measurements. */
@Command(
        name = "bench-song",
        mixinStandardHelpOptions = true,
        description = "Make a long file to measure with: a synthetic song, over and over.")
public final class BenchSongCommand implements Callable<Integer> {

    private static final long SEED = 9;
    private static final double VERSE_SECONDS = 30;
    private static final int BLOCK_FRAMES = 1 << 15;

    @Option(names = "--minutes", required = true, description = "length")
    private double minutes;

    @Option(names = "--out", required = true, description = "FLAC file to write; one that is there is kept")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out)) {
            return 0;
        }
        Path folder = out.toAbsolutePath().resolveSibling("bench-songs");
        Path verse = HeldOutSongs.in(folder, SEED).make(0, VERSE_SECONDS).resolve("mixture.wav");
        Path part = out.resolveSibling(out.getFileName() + ".part");
        repeat(verse, part);
        Files.move(part, out, StandardCopyOption.ATOMIC_MOVE);
        return 0;
    }

    private void repeat(Path verse, Path to) throws IOException {
        long left = Math.round(minutes * 60 * 44_100);
        double[][] block = new double[2][BLOCK_FRAMES];
        try (AudioWriter writer = AudioWriter.create(to, AudioOutput.of(AudioEncoding.FLAC_16, 44_100, 2))) {
            while (left > 0) {
                try (AudioReader reader = AudioReader.open(verse, AudioLimits.DEFAULT)) {
                    for (int count = reader.read(block, 0, BLOCK_FRAMES);
                            count >= 0 && left > 0;
                            count = reader.read(block, 0, BLOCK_FRAMES)) {
                        int some = (int) Math.min(count, left);
                        writer.write(block, 0, some);
                        left -= some;
                    }
                }
            }
            writer.finish();
        }
    }
}
