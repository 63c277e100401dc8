package dev.fader.trainer.foreign;

import dev.fader.trainer.foreign.SeparatorDescription.Transform;
import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * The transform that a model of spectrograms leaves to its host, there and back. Frames are centred on multiples of the hop,
 * the signal is reflected at its ends, and the window is a periodic Hann window. There and back is the signal, where all
 * bins are kept.
 */
final class Spectrogram {

    private final Transform transform;
    private final float[] window;
    private final FloatFFT_1D fft;
    private final float scale;

    Spectrogram(Transform transform) {
        this.transform = transform;
        this.fft = new FloatFFT_1D(transform.fft());
        this.scale = transform.normalised() ? (float) (1 / Math.sqrt(transform.fft())) : 1;
        this.window = new float[transform.fft()];
        for (int i = 0; i < window.length; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / window.length));
        }
    }

    /** Frames of a signal of so many samples. */
    int frames(int samples) {
        return samples / transform.hop() + 1;
    }

    /**
     * @param signal longer than half a frame
     * @param to where the real parts begin, (bins, frames), and behind them the imaginary parts
     */
    void forward(float[] signal, float[] to, int at) {
        int n = transform.fft();
        int frames = frames(signal.length);
        int plane = transform.bins() * frames;
        float[] frame = new float[n + 2];
        for (int t = 0; t < frames; t++) {
            int begin = t * transform.hop() - n / 2;
            for (int i = 0; i < n; i++) {
                frame[i] = window[i] * signal[reflected(begin + i, signal.length)];
            }
            fft.realForward(frame);
            unpack(frame, n);
            for (int b = 0; b < transform.bins(); b++) {
                to[at + b * frames + t] = scale * frame[2 * b];
                to[at + plane + b * frames + t] = scale * frame[2 * b + 1];
            }
        }
    }

    /** The inverse, by overlap-add over the sum of squared windows. @param from as {@link #forward} writes it */
    float[] inverse(float[] from, int at, int samples) {
        int n = transform.fft();
        int frames = frames(samples);
        int plane = transform.bins() * frames;
        double[] sum = new double[samples];
        double[] weight = new double[samples];
        float[] frame = new float[n + 2];
        for (int t = 0; t < frames; t++) {
            Arrays.fill(frame, 0);
            for (int b = 0; b < transform.bins(); b++) {
                frame[2 * b] = from[at + b * frames + t] / scale;
                frame[2 * b + 1] = from[at + plane + b * frames + t] / scale;
            }
            pack(frame, n);
            fft.realInverse(frame, true);
            int begin = t * transform.hop() - n / 2;
            for (int i = Math.max(0, -begin); i < Math.min(n, samples - begin); i++) {
                sum[begin + i] += (double) window[i] * frame[i];
                weight[begin + i] += (double) window[i] * window[i];
            }
        }
        float[] signal = new float[samples];
        for (int i = 0; i < samples; i++) {
            signal[i] = weight[i] > 1e-11 ? (float) (sum[i] / weight[i]) : 0;
        }
        return signal;
    }

    /** The library puts the real part of the highest bin where the imaginary part of the lowest, which is 0, would be. */
    private static void unpack(float[] frame, int n) {
        frame[n] = frame[1];
        frame[n + 1] = 0;
        frame[1] = 0;
    }

    private static void pack(float[] frame, int n) {
        frame[1] = frame[n];
    }

    /** Where a place before the beginning or behind the end is mirrored to. */
    static int reflected(int at, int length) {
        int inside = at < 0 ? -at : at;
        return inside >= length ? 2 * (length - 1) - inside : inside;
    }
}
