package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.checkpoint.WholeFile;
import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.data.EstimatesLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a folder of estimates, as 32-bit floats, so that nothing is rounded or limited. */
public final class EstimatesWriter {

    /** The name of what no source has. */
    public static final String RESIDUAL = "residual";

    private final Path folder;

    public EstimatesWriter(Path folder) {
        this.folder = folder;
    }

    /** What the estimates leave of the mixture. @param mixture (C, L) @param estimates (K, C, L) */
    public void residual(String name, EstimatesLabel label, float[][] mixture, float[][][] estimates)
            throws IOException {
        double[][] rest = new double[mixture.length][mixture[0].length];
        for (int c = 0; c < rest.length; c++) {
            for (int i = 0; i < rest[c].length; i++) {
                rest[c][i] = mixture[c][i];
                for (float[][] estimate : estimates) {
                    rest[c][i] -= estimate[c][i];
                }
            }
        }
        write(Files.createDirectories(folder.resolve(name)).resolve(RESIDUAL + ".wav"), label.sampleRateHz(), rest);
    }

    /** @param estimates in the order of the label's sources, (K, C, L) */
    public void song(String name, EstimatesLabel label, float[][][] estimates) throws IOException {
        Path song = Files.createDirectories(folder.resolve(name));
        for (int k = 0; k < estimates.length; k++) {
            Path file = song.resolve(label.sources().get(k) + ".wav");
            double[][] samples = new double[estimates[k].length][estimates[k][0].length];
            for (int c = 0; c < samples.length; c++) {
                for (int i = 0; i < samples[c].length; i++) {
                    samples[c][i] = estimates[k][c][i];
                }
            }
            write(file, label.sampleRateHz(), samples);
        }
    }

    private static void write(Path file, int rateHz, double[][] samples) throws IOException {
        AudioOutput output = AudioOutput.of(AudioEncoding.WAV_32_FLOAT, rateHz, samples.length);
        WholeFile.write(file, part -> {
            try (AudioWriter writer = AudioWriter.create(part, output)) {
                writer.write(samples, 0, samples[0].length);
                writer.finish();
            }
        });
    }

    /** Says what made them; without that the folder is none. */
    public void finish(EstimatesLabel label) throws IOException {
        EstimatesFolder.create(folder, label);
    }
}
