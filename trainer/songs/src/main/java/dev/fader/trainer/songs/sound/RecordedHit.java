package dev.fader.trainer.songs.sound;

import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.Resampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One recorded sound, decoded.
 *
 * @param channels one or two of equal length, at most {@link #LONGEST_SECONDS} long
 */
public record RecordedHit(double[][] channels, int rateHz) {

    /** Cymbals that ring longer are faded out. */
    static final double LONGEST_SECONDS = 6;

    private static final double FADE_SECONDS = 0.5;

    /** Decodes a file as it is. */
    static RecordedHit read(Path file) throws IOException {
        return read(file, LONGEST_SECONDS);
    }

    private static RecordedHit read(Path file, double seconds) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            int rate = reader.format().sampleRateHz();
            int most = (int) Math.ceil(seconds * rate);
            double[][] sound = new double[reader.format().channels()][Math.min(most, rate)];
            int done = 0;
            while (done < most) {
                if (done == sound[0].length) {
                    int room = Math.min(most, 2 * done);
                    Arrays.setAll(sound, c -> Arrays.copyOf(sound[c], room));
                }
                int got = reader.read(sound, done, sound[0].length - done);
                if (got < 0) {
                    break;
                }
                done += got;
            }
            double[][] kept = new double[Math.min(2, sound.length)][];
            for (int c = 0; c < kept.length; c++) {
                kept[c] = Arrays.copyOf(sound[c], done);
            }
            return new RecordedHit(kept, rate);
        }
    }

    /** Its beginning as it lies in the file, at 16 bits, to tell whether another is the same. */
    static short[][] beginning(Path file) throws IOException {
        RecordedHit hit = read(file, 1);
        short[][] channels = new short[hit.channels.length][hit.channels[0].length];
        for (int c = 0; c < channels.length; c++) {
            for (int i = 0; i < channels[c].length; i++) {
                channels[c][i] = (short) Math.clamp((long) Math.floor(hit.channels[c][i] * 0x1p15), -0x8000, 0x7fff);
            }
        }
        return channels;
    }

    /** The same without offset, and faded out when it was cut. */
    RecordedHit cleaned() {
        for (double[] channel : channels) {
            SlowDrift.removeAll(channel, SlowDrift.DRUMS_HZ, rateHz);
            int fade = (int) (FADE_SECONDS * rateHz);
            if (channel.length >= (int) Math.ceil(LONGEST_SECONDS * rateHz)) {
                for (int i = 0; i < fade; i++) {
                    channel[channel.length - 1 - i] *= (double) i / fade;
                }
            }
        }
        return this;
    }

    /** Stereo, at another rate and pitch. @param semitones how much higher than recorded @return (2, frames) */
    public float[][] at(int outputHz, double semitones) {
        int target = (int) Math.rint(outputHz * StrictMath.pow(2, -semitones / 12));
        int frames = channels[0].length;
        float[][] out = new float[2][(int) Resampler.framesFor(frames, rateHz, target)];
        int[] done = {0};
        Resampler.Sink sink = (planar, offset, count) -> {
            for (int c = 0; c < 2; c++) {
                double[] from = planar[Math.min(c, planar.length - 1)];
                for (int i = 0; i < count; i++) {
                    out[c][done[0] + i] = (float) from[offset + i];
                }
            }
            done[0] += count;
        };
        try {
            if (target == rateHz) {
                sink.accept(channels, 0, frames);
            } else {
                try (Resampler resampler = new Resampler(rateHz, target, channels.length)) {
                    resampler.push(channels, 0, frames, sink);
                    resampler.finish(sink);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a recorded sound could not be brought to " + target + " Hz", e);
        }
        return out;
    }
}
