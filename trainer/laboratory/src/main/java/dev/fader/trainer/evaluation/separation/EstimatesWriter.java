package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.data.EstimatesLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a folder of estimates, as 32-bit floats, so that nothing is rounded or limited. */
public final class EstimatesWriter {

    private final Path folder;

    public EstimatesWriter(Path folder) {
        this.folder = folder;
    }

    /** @param estimates in the order of the label's sources, (K, C, L) */
    public void song(String name, EstimatesLabel label, float[][][] estimates) throws IOException {
        Path song = Files.createDirectories(folder.resolve(name));
        for (int k = 0; k < estimates.length; k++) {
            Path file = song.resolve(label.sources().get(k) + ".wav");
            AudioOutput output = AudioOutput.of(AudioEncoding.WAV_32_FLOAT, label.sampleRateHz(), estimates[k].length);
            try (AudioWriter writer = AudioWriter.create(file, output)) {
                double[][] samples = new double[estimates[k].length][estimates[k][0].length];
                for (int c = 0; c < samples.length; c++) {
                    for (int i = 0; i < samples[c].length; i++) {
                        samples[c][i] = estimates[k][c][i];
                    }
                }
                writer.write(samples, 0, samples[0].length);
                writer.finish();
            }
        }
    }

    /** Says what made them; without that the folder is none. */
    public void finish(EstimatesLabel label) throws IOException {
        EstimatesFolder.create(folder, label);
    }
}
