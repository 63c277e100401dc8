package dev.fader.trainer.evaluation;

import dev.fader.schemas.notation.Decibels;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes some seconds of a few remixes, so that one can hear what the numbers say. */
public final class ExampleWriter {

    private static final double SECONDS = 6;
    /** A vocal that steps back and one that comes forward, as users ask for. */
    private static final double[] GAINS_DB = {-12, 6};

    /** The loudest sample of a group of files; they share a level, so that they can be compared. */
    private static final double PEAK = 0.9;

    private final Path folder;
    private final Path relativeTo;
    private final int sampleRateHz;
    private int songsLeft;

    /** @param relativeTo the folder that names in a result begin at; @param songs how many get examples */
    ExampleWriter(Path folder, Path relativeTo, int sampleRateHz, int songs) {
        this.folder = folder;
        this.relativeTo = relativeTo;
        this.sampleRateHz = sampleRateHz;
        this.songsLeft = songs;
    }

    /** In a folder beside a result and named after it. */
    public static ExampleWriter beside(Path result, int sampleRateHz, int songs) throws IOException {
        Path folder = result.resolveSibling("").toAbsolutePath().normalize();
        Files.createDirectories(folder);
        String name = String.valueOf(result.getFileName()).replaceFirst("\\.json$", "");
        return new ExampleWriter(folder.resolve(name + "-audio"), folder, sampleRateHz, songs);
    }

    boolean wantsMore() {
        return songsLeft > 0;
    }

    /** Examples of the first source, from the middle of the excerpt. */
    List<RemixExample> write(SongExcerpt excerpt, List<String> sources, SongEvaluation evaluation, RemixRule rule)
            throws IOException {
        songsLeft--;
        Files.createDirectories(folder);
        int length = (int) Math.min(SECONDS * sampleRateHz, excerpt.mixture().length);
        int begin = (excerpt.mixture().length - length) / 2;
        List<RemixExample> examples = new ArrayList<>();
        for (double gainDb : GAINS_DB) {
            double ratio = Decibels.toAmplitude(gainDb);
            double[] target = new double[excerpt.mixture().length];
            Signals.addScaled(excerpt.mixture(), ratio - 1, excerpt.stems()[0], target);
            double[][] heard = {
                cut(excerpt.mixture(), begin, length),
                cut(target, begin, length),
                cut(evaluation.remix(rule, 0, ratio), begin, length)
            };
            double scale = PEAK / Math.max(1e-9, peak(heard));
            String stem = "%s-%s%+.0fdB"
                    .formatted(excerpt.name().replaceAll("[^A-Za-z0-9-]+", "_"), sources.getFirst(), gainDb);
            examples.add(new RemixExample(
                    excerpt.name(),
                    sources.getFirst(),
                    gainDb,
                    write(stem + "-mixture", heard[0], scale),
                    write(stem + "-target", heard[1], scale),
                    write(stem + "-remix", heard[2], scale)));
        }
        return examples;
    }

    private static double[] cut(double[] signal, int begin, int length) {
        return Arrays.copyOfRange(signal, begin, begin + length);
    }

    private static double peak(double[][] signals) {
        return Arrays.stream(signals)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** @return the file's name, relative to the result */
    private String write(String name, double[] signal, double scale) throws IOException {
        Path file = folder.resolve(name + "." + AudioEncoding.FLAC_16.extension());
        double[][] planar = {Arrays.stream(signal).map(sample -> sample * scale).toArray()};
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.FLAC_16, sampleRateHz, 1))) {
            writer.write(planar, 0, signal.length);
            writer.finish();
        }
        return relativeTo.relativize(file).toString();
    }
}
