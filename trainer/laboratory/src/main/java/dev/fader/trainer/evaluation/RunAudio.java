package dev.fader.trainer.evaluation;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.engine.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Some seconds of a song of validation as a run separates them on its way, mono, to hear what its curve does not say: {@code
 * listen/truth} with the mixture and the stems, and {@code listen/step-000600} with the estimates of the best weights by then.
 */
public final class RunAudio {

    /** In a run's folder. */
    public static final String FOLDER = "listen";

    /** Of {@value #FOLDER}: what should be heard. */
    public static final String TRUTH = "truth";

    /** The name of what is separated. */
    public static final String MIXTURE = "mixture";

    private static final double SECONDS = 6;
    /** The loudest sample of the mixture: an estimate may be louder. */
    private static final double PEAK = 0.5;

    private final Path folder;
    private final StemSong song;
    private final Device device;
    private final long every;
    private long written;

    /** @param run its folder; @param song of validation; @param every so many steps, at the next validation */
    public RunAudio(Path run, StemSong song, Device device, long every) {
        this.folder = run.resolve(FOLDER);
        this.song = song;
        this.device = device;
        this.every = every;
    }

    /**
     * Writes if it is time.
     *
     * @param best file of the best weights so far
     * @param step how many led to this validation
     */
    public void validated(Path best, long step) throws IOException {
        if (step / every > written / every && Files.exists(best)) {
            written = step;
            write(ModelFile.read(best), step);
        }
    }

    private void write(ModelFile model, long step) throws IOException {
        int frames = (int) Math.min(song.frames(), Math.round(SECONDS * song.sampleRateHz()));
        int window = model.network().windowSamples();
        int length = window > 0 ? Math.max(1, frames / window) * window : frames;
        long from = Math.max(0, (song.frames() - length) / 2);
        double[][] stems = new double[model.sources().size()][];
        for (int k = 0; k < stems.length; k++) {
            stems[k] = Signals.mean(song.read(k, from, length));
        }
        double[] mixture = Signals.sum(stems);
        double peak = Arrays.stream(mixture).map(Math::abs).max().orElse(0);
        double scale = PEAK / Math.max(1e-9, peak);
        if (!Files.isDirectory(folder.resolve(TRUTH))) {
            flac(TRUTH, MIXTURE, mixture, scale);
            flac(TRUTH, model.sources(), stems, scale);
        }
        try (NetworkSeparator separator = NetworkSeparator.load(model, device)) {
            flac("step-%06d".formatted(step), model.sources(), separated(separator, mixture, window), scale);
        }
    }

    /** @param window that the network takes; 0: any. @return (K, L) */
    private static double[][] separated(NetworkSeparator separator, double[] mixture, int window) {
        int length = window > 0 ? window : mixture.length;
        float[][] parts = new float[mixture.length / length][length];
        for (int i = 0; i < mixture.length; i++) {
            parts[i / length][i % length] = (float) mixture[i];
        }
        float[] unity = new float[separator.sources().size()];
        Arrays.fill(unity, 1);
        float[][][] estimates = separator.separate(parts, unity);
        double[][] separated = new double[unity.length][mixture.length];
        for (int k = 0; k < unity.length; k++) {
            for (int i = 0; i < mixture.length; i++) {
                separated[k][i] = estimates[i / length][k][i % length];
            }
        }
        return separated;
    }

    private void flac(String place, List<String> names, double[][] signals, double scale) throws IOException {
        for (int k = 0; k < signals.length; k++) {
            flac(place, names.get(k), signals[k], scale);
        }
    }

    private void flac(String place, String name, double[] signal, double scale) throws IOException {
        Path file =
                Files.createDirectories(folder.resolve(place)).resolve(name + "." + AudioEncoding.FLAC_16.extension());
        double[][] planar = {
            Arrays.stream(signal)
                    .map(sample -> Math.clamp(sample * scale, -1, 1))
                    .toArray()
        };
        try (AudioWriter writer =
                AudioWriter.create(file, AudioOutput.of(AudioEncoding.FLAC_16, song.sampleRateHz(), 1))) {
            writer.write(planar, 0, signal.length);
            writer.finish();
        }
    }
}
