package dev.fader.trainer.songs.sound;

import dev.fader.trainer.songs.sound.SoundFontFile.Sample;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** Makes a SoundFont's sample shorter and of a lower rate, keeping its loop seamless and in tune. */
final class SampleReducer {

    private static final int ZERO_CROSSINGS = 24;
    private static final int AFTER_LOOP = 8;
    private static final int SILENT_LOOP = 32;
    private static final double FADE_SECONDS = 0.35;

    private SampleReducer() {}

    static Sample reduce(Sample sample, double seconds, int rateHz) {
        short[] in = sample.frames();
        int most = (int) (seconds * sample.rateHz());
        int loop = sample.loopEnd() - sample.loopStart();
        boolean looped = loop > 1 && sample.loopEnd() <= most && sample.loopEnd() <= in.length;
        double ratio = Math.min(1, (double) rateHz / sample.rateHz());
        if (ratio > 0.95) {
            ratio = 1;
        }
        // a whole number of frames a loop keeps it in tune; the sample's rate makes up for the difference
        int shorterLoop = (int) Math.max(2, Math.rint(loop * ratio));
        if (looped && ratio < 1) {
            ratio = (double) shorterLoop / loop;
        }
        int rate = (int) Math.rint(sample.rateHz() * ratio);
        if (!looped) {
            return faded(sample, resample(in, Math.min(most, in.length), ratio), rate, most);
        }
        int end = (int) Math.rint(sample.loopEnd() * ratio);
        int start = end - (ratio < 1 ? shorterLoop : loop);
        short[] frames = resample(in, in.length, ratio);
        frames = Arrays.copyOf(frames, end + AFTER_LOOP);
        for (int i = 0; i < AFTER_LOOP; i++) {
            frames[end + i] = frames[Math.max(0, start) + i];
        }
        return of(sample, frames, Math.max(0, start), end, rate);
    }

    /** Ends a sample that is cut in silence, and loops over that. */
    private static Sample faded(Sample sample, short[] frames, int rate, int most) {
        if (sample.length() > most) {
            int fade = Math.min(frames.length, (int) (FADE_SECONDS * rate));
            for (int i = 0; i < fade; i++) {
                double gain = 0.5 + 0.5 * StrictMath.cos(Math.PI * (i + 1) / fade);
                frames[frames.length - fade + i] = (short) Math.rint(gain * frames[frames.length - fade + i]);
            }
        }
        short[] padded = Arrays.copyOf(frames, frames.length + SILENT_LOOP + AFTER_LOOP);
        return of(sample, padded, frames.length, frames.length + SILENT_LOOP, rate);
    }

    private static Sample of(Sample sample, short[] frames, int loopStart, int loopEnd, int rate) {
        return new Sample(
                sample.name(), ShortBuffer.wrap(frames), loopStart, loopEnd, rate, sample.rootKey(), sample.cents(), 1);
    }

    /** Downsamples with a Hann-windowed sinc. */
    private static short[] resample(short[] in, int length, double ratio) {
        if (ratio == 1) {
            return Arrays.copyOf(in, length);
        }
        short[] out = new short[(int) (length * ratio)];
        double reach = ZERO_CROSSINGS / ratio;
        double cutoff = 0.95 * ratio;
        for (int i = 0; i < out.length; i++) {
            double centre = i / ratio;
            double sum = 0;
            double weights = 0;
            for (int j = (int) Math.ceil(centre - reach); j <= centre + reach; j++) {
                double t = j - centre;
                double x = Math.PI * cutoff * t;
                double weight = (t == 0 ? 1 : Math.sin(x) / x) * (0.5 + 0.5 * Math.cos(Math.PI * t / reach));
                weights += weight;
                sum += weight * (j >= 0 && j < in.length ? in[j] : 0);
            }
            out[i] = (short) Math.clamp(Math.rint(sum / weights), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return out;
    }
}
