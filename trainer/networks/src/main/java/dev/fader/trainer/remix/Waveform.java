package dev.fader.trainer.remix;

import java.io.IOException;

/** Peaks to draw a waveform of. */
final class Waveform {

    private static final int BLOCK_FRAMES = 1 << 14;

    private Waveform() {}

    /** @return the largest absolute sample of each of so many equal parts, 1 for full scale and above */
    static float[] peaks(RawAudio audio, long frames, int parts) throws IOException {
        float[] peaks = new float[parts];
        double[][] block = new double[audio.channels()][BLOCK_FRAMES];
        long frame = 0;
        try (RawAudio.Reader reader = audio.open()) {
            for (int count = reader.read(block, 0, BLOCK_FRAMES);
                    count >= 0;
                    count = reader.read(block, 0, BLOCK_FRAMES)) {
                for (int i = 0; i < count; i++, frame++) {
                    int part = (int) (frame * parts / frames);
                    for (double[] samples : block) {
                        peaks[part] = (float) Math.max(peaks[part], Math.min(1, Math.abs(samples[i])));
                    }
                }
            }
        }
        return peaks;
    }
}
