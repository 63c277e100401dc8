package dev.fader.trainer.metrics;

import dev.fader.trainer.audio.Resampler;
import io.github.givimad.libfvadjni.VoiceActivityDetector;
import io.github.givimad.libfvadjni.VoiceActivityDetector.Mode;
import io.github.givimad.libfvadjni.VoiceActivityDetector.SampleRate;
import java.io.IOException;

/**
 * Where a voice is heard, by WebRTC's detector at 16 kHz in mode 3, its most aggressive. The detector adapts to what it
 * hears: a song is labelled from its beginning to its end, by a detector of its own.
 */
public final class VoiceActivity {

    /** A label's duration. */
    public static final int LABEL_MILLIS = 20;

    private static final int RATE_HZ = 16_000;
    private static final int LABEL_SAMPLES = RATE_HZ * LABEL_MILLIS / 1000;
    private static final double FULL_SCALE = Short.MAX_VALUE;

    private VoiceActivity() {}

    /**
     * @param signal (L), full scale being 1; what lies beyond is limited to it
     * @return a label for each whole 20 ms
     * @throws IOException if the detector's native library is not there for this machine
     */
    public static VoiceLabels of(double[] signal, int sampleRateHz) throws IOException {
        short[] samples = resampled(signal, sampleRateHz);
        boolean[] active = new boolean[samples.length / LABEL_SAMPLES];
        short[] frame = new short[LABEL_SAMPLES];
        try (VoiceActivityDetector detector = detector()) {
            for (int i = 0; i < active.length; i++) {
                System.arraycopy(samples, i * LABEL_SAMPLES, frame, 0, LABEL_SAMPLES);
                active[i] = detector.process(frame, LABEL_SAMPLES);
            }
        }
        return new VoiceLabels(active);
    }

    private static VoiceActivityDetector detector() throws IOException {
        try {
            VoiceActivityDetector.loadLibrary();
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new IOException(
                    "the voice activity detector (libfvad) has no native library for this machine: measure elsewhere",
                    e);
        }
        VoiceActivityDetector detector = VoiceActivityDetector.newInstance();
        detector.setMode(Mode.VERY_AGGRESSIVE);
        detector.setSampleRate(SampleRate.S16000);
        return detector;
    }

    private static short[] resampled(double[] signal, int sampleRateHz) throws IOException {
        short[] samples = new short[Math.toIntExact(Resampler.framesFor(signal.length, sampleRateHz, RATE_HZ))];
        int[] filled = {0};
        Resampler.Sink sink = (planar, offset, count) -> {
            for (int i = 0; i < count; i++) {
                samples[filled[0]++] = quantized(planar[0][offset + i]);
            }
        };
        try (Resampler resampler = new Resampler(sampleRateHz, RATE_HZ, 1)) {
            resampler.push(new double[][] {signal}, 0, signal.length, sink);
            resampler.finish(sink);
        }
        return samples;
    }

    private static short quantized(double sample) {
        return (short) Math.rint(Math.clamp(sample, -1, 1) * FULL_SCALE);
    }
}
