package dev.fader.trainer.songs.sound;

import dev.fader.trainer.songs.sound.SoundFontFile.Sample;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * Takes the offset out of a SoundFont's sample: the mean of its loop exactly, so that a held note has none however long,
 * and the {@link SlowDrift} of what comes before and after.
 */
final class OffsetRemoval {

    private OffsetRemoval() {}

    /** What is repeated while a note is held: frames from…to − 1. */
    record Loop(int from, int to) {}

    /** A sample that plays through once. @param hz below which nothing of it is a note */
    static Sample ofOneShot(Sample sample, double hz) {
        double[] sound = widened(sample.frames());
        SlowDrift.removeAll(sound, hz, sample.rateHz());
        return with(sample, sound);
    }

    /** A sample whose loop is held. The loop changes by one constant only, so that it stays seamless. */
    static Sample ofLooped(Sample sample, Loop loop, double hz) {
        short[] frames = sample.frames();
        if (loop.from < 0 || loop.to > frames.length || loop.to - loop.from < 1) {
            return ofOneShot(sample, hz);
        }
        double[] sound = widened(frames);
        double mean = Arrays.stream(sound, loop.from, loop.to).average().orElse(0);
        for (int i = 0; i < sound.length; i++) {
            sound[i] -= mean;
        }
        double[] drift = unrolled(sound, loop, hz, sample.rateHz());
        int blend = Math.max(1, sample.rateHz() / 20);
        for (int i = 0; i < sound.length; i++) {
            int outside = i < loop.from ? loop.from - i : Math.max(0, i - loop.to + 1);
            sound[i] -= Math.min(1, (double) outside / blend) * drift[i];
        }
        return with(sample, sound);
    }

    /** The drift of the sample as it is heard: with a second of loop after its beginning. */
    private static double[] unrolled(double[] sound, Loop loop, double hz, int rateHz) {
        int held = rateHz;
        double[] heard = Arrays.copyOf(sound, loop.to + held);
        for (int i = loop.to; i < heard.length; i++) {
            heard[i] = heard[i - (loop.to - loop.from)];
        }
        double[] drift = Arrays.copyOf(SlowDrift.of(heard, hz, rateHz), sound.length);
        // what is played after the key is let go belongs to no loop: its own drift
        double[] tail = Arrays.copyOfRange(sound, loop.from, sound.length);
        double[] its = SlowDrift.of(tail, hz, rateHz);
        for (int i = loop.to; i < sound.length; i++) {
            drift[i] = its[i - loop.from];
        }
        return drift;
    }

    private static double[] widened(short[] frames) {
        double[] sound = new double[frames.length];
        for (int i = 0; i < frames.length; i++) {
            sound[i] = frames[i];
        }
        return sound;
    }

    /** An offset may have left a sound only half of the range: then it is made softer until it fits. */
    private static Sample with(Sample sample, double[] sound) {
        double peak = Arrays.stream(sound).map(Math::abs).max().orElse(0);
        double gain = peak > Short.MAX_VALUE ? Short.MAX_VALUE / peak : 1;
        short[] frames = new short[sound.length];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = (short) Math.rint(gain * sound[i]);
        }
        return new Sample(
                sample.name(),
                ShortBuffer.wrap(frames),
                sample.loopStart(),
                sample.loopEnd(),
                sample.rateHz(),
                sample.rootKey(),
                sample.cents(),
                sample.type());
    }
}
