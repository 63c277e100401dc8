package dev.fader.trainer.audio;

/**
 * Noise for samples that are about to be rounded, where it belongs: digital silence stays silence, and channels that are
 * equal stay equal.
 */
final class Dither {

    /** Shorter runs of zeros are a signal that passes through zero. */
    private static final int SILENT_FRAMES = 32;

    private final Quantization.Noise source;
    private double[][] noise = new double[0][0];

    Dither(Quantization.Noise source) {
        this.source = source;
    }

    /** @return in steps, for each of the samples; reused by the next call */
    double[][] noise(double[][] planar, int frames) {
        if (noise.length != planar.length || noise[0].length < frames) {
            noise = new double[planar.length][frames];
        }
        for (int i = 0; i < frames; ) {
            int silent = silence(planar, i, frames);
            // at the ends of a block its neighbours may go on with the silence
            boolean stays = silent >= SILENT_FRAMES || silent > 0 && (i == 0 || i + silent == frames);
            int end = i + Math.max(1, silent);
            for (; i < end; i++) {
                for (int c = 0; c < planar.length; c++) {
                    noise[c][i] = stays ? 0 : draw(planar, c, i);
                }
            }
        }
        return noise;
    }

    /** The same for equal samples of a frame. */
    private double draw(double[][] planar, int channel, int frame) {
        for (int other = 0; other < channel; other++) {
            if (planar[other][frame] == planar[channel][frame]) {
                return noise[other][frame];
            }
        }
        return source.next();
    }

    private static int silence(double[][] planar, int from, int frames) {
        int end = from;
        while (end < frames && isSilent(planar, end)) {
            end++;
        }
        return end - from;
    }

    private static boolean isSilent(double[][] planar, int frame) {
        for (double[] samples : planar) {
            if (samples[frame] != 0) {
                return false;
            }
        }
        return true;
    }
}
