package dev.fader.trainer.foreign;

import dev.fader.trainer.foreign.ForeignModel.Tensor;
import dev.fader.trainer.foreign.SeparatorDescription.Transform;
import java.util.Arrays;
import java.util.List;

/** How signals lie in what a model takes and gives. */
sealed interface Layout {

    static Layout of(SeparatorDescription description) {
        Transform transform = description.transform();
        if (transform == null) {
            return new Waveforms(description);
        }
        Spectrograms spectrograms = new Spectrograms(description, transform, new Spectrogram(transform));
        return transform.hybrid() ? new Both(new Waveforms(description), spectrograms) : spectrograms;
    }

    /** @param channels (C, L) */
    List<Tensor> write(float[][] channels);

    /**
     * @param samples L
     * @return (K, C, L)
     * @throws IllegalArgumentException with both sides' shapes if the output is another
     */
    float[][][] read(List<Tensor> outputs, int samples);

    /** Axes of length 1 may be left out, and neighbouring ones be one; in another order they would be others' values. */
    private static void check(Tensor output, long... expected) {
        long[] wanted = longer(expected);
        int next = 0;
        boolean fits = true;
        for (long axis : longer(output.shape())) {
            long joined = next < wanted.length ? wanted[next++] : 0;
            while (joined < axis && next < wanted.length) {
                joined *= wanted[next++];
            }
            fits &= joined == axis;
        }
        if (!fits || next < wanted.length) {
            throw new IllegalArgumentException("the model gives %s, and its description says %s"
                    .formatted(Arrays.toString(output.shape()), Arrays.toString(expected)));
        }
    }

    /** The axes that are longer than 1. */
    private static long[] longer(long[] shape) {
        return Arrays.stream(shape).filter(axis -> axis != 1).toArray();
    }

    /** (1, C, L) → (1, K, C, L). */
    record Waveforms(SeparatorDescription description) implements Layout {

        @Override
        public List<Tensor> write(float[][] channels) {
            int samples = channels[0].length;
            float[] flat = new float[channels.length * samples];
            for (int c = 0; c < channels.length; c++) {
                System.arraycopy(channels[c], 0, flat, c * samples, samples);
            }
            return List.of(new Tensor(flat, new long[] {1, channels.length, samples}));
        }

        @Override
        public float[][][] read(List<Tensor> outputs, int samples) {
            Tensor output = outputs.getFirst();
            int sources = description.sources().size();
            int channels = description.channels();
            check(output, 1, sources, channels, samples);
            float[][][] read = new float[sources][channels][];
            for (int k = 0; k < sources; k++) {
                for (int c = 0; c < channels; c++) {
                    int from = (k * channels + c) * samples;
                    read[k][c] = Arrays.copyOfRange(output.values(), from, from + samples);
                }
            }
            return read;
        }
    }

    /** (1, 2·C, bins, frames) → (1, K, 2·C, bins, frames): real and imaginary parts of each channel. */
    record Spectrograms(SeparatorDescription description, Transform transform, Spectrogram spectrogram)
            implements Layout {

        @Override
        public List<Tensor> write(float[][] channels) {
            int frames = spectrogram.frames(channels[0].length);
            int plane = transform.bins() * frames;
            float[] flat = new float[channels.length * 2 * plane];
            for (int c = 0; c < channels.length; c++) {
                spectrogram.forward(channels[c], flat, c * 2 * plane);
            }
            return List.of(new Tensor(flat, new long[] {1, 2L * channels.length, transform.bins(), frames}));
        }

        @Override
        public float[][][] read(List<Tensor> outputs, int samples) {
            Tensor output = outputs.getFirst();
            int sources = description.sources().size();
            int channels = description.channels();
            int frames = spectrogram.frames(samples);
            check(output, 1, sources, 2L * channels, transform.bins(), frames);
            float[][][] read = new float[sources][channels][];
            for (int k = 0; k < sources; k++) {
                for (int c = 0; c < channels; c++) {
                    int from = (k * channels + c) * 2 * transform.bins() * frames;
                    read[k][c] = spectrogram.inverse(output.values(), from, samples);
                }
            }
            return read;
        }
    }

    /**
     * Waveforms and spectrograms side by side, in and out, as in the core of Hybrid Demucs (Défossez 2021): a source is the sum
     * of what both say. Its transform is of the signal reflected by three halves of a hop at either end, without the two frames
     * at either end, so that there are ⌈L/hop⌉ frames.
     */
    record Both(Waveforms waveforms, Spectrograms spectrograms) implements Layout {

        private static final int DROPPED_FRAMES = 2;

        private int margin() {
            return spectrograms.transform().hop() / 2 * 3;
        }

        private int kept(int samples) {
            return Math.ceilDiv(samples, spectrograms.transform().hop());
        }

        private int padded(int samples) {
            return kept(samples) * spectrograms.transform().hop() + 2 * margin();
        }

        @Override
        public List<Tensor> write(float[][] channels) {
            int samples = channels[0].length;
            float[][] padded = new float[channels.length][padded(samples)];
            for (int c = 0; c < channels.length; c++) {
                for (int i = 0; i < padded[c].length; i++) {
                    padded[c][i] = channels[c][Spectrogram.reflected(i - margin(), samples)];
                }
            }
            Tensor whole = spectrograms.write(padded).getFirst();
            int frames = spectrograms.spectrogram().frames(padded[0].length);
            Tensor cut = new Tensor(moved(whole.values(), frames, DROPPED_FRAMES, kept(samples), 0), new long[] {
                1, 2L * channels.length, spectrograms.transform().bins(), kept(samples)
            });
            return List.of(waveforms.write(channels).getFirst(), cut);
        }

        @Override
        public float[][][] read(List<Tensor> outputs, int samples) {
            Tensor spectra = longest(outputs);
            Tensor signals = outputs.get(0) == spectra ? outputs.get(1) : outputs.get(0);
            float[][][] sum = waveforms.read(List.of(signals), samples);
            SeparatorDescription description = spectrograms.description();
            int bins = spectrograms.transform().bins();
            check(spectra, 1, description.sources().size(), 2L * description.channels(), bins, kept(samples));
            int frames = spectrograms.spectrogram().frames(padded(samples));
            float[] whole = moved(spectra.values(), kept(samples), 0, frames, DROPPED_FRAMES);
            float[][][] more = spectrograms.read(
                    List.of(new Tensor(
                            whole,
                            new long[] {1, description.sources().size(), 2L * description.channels(), bins, frames})),
                    padded(samples));
            for (int k = 0; k < sum.length; k++) {
                for (int c = 0; c < sum[k].length; c++) {
                    for (int i = 0; i < samples; i++) {
                        sum[k][c][i] += more[k][c][i + margin()];
                    }
                }
            }
            return sum;
        }

        /** Of two outputs the one with more axes. */
        private static Tensor longest(List<Tensor> outputs) {
            if (outputs.size() != 2) {
                throw new IllegalArgumentException("the model gives %d outputs: spectrograms and waveforms are expected"
                        .formatted(outputs.size()));
            }
            return outputs.get(0).shape().length > outputs.get(1).shape().length ? outputs.get(0) : outputs.get(1);
        }

        /** Rows of other lengths: as much of each as both have, from one place to another, and zeros. */
        private static float[] moved(float[] rows, int length, int from, int newLength, int to) {
            int count = rows.length / length;
            float[] moved = new float[count * newLength];
            int some = Math.min(length - from, newLength - to);
            for (int row = 0; row < count; row++) {
                System.arraycopy(rows, row * length + from, moved, row * newLength + to, some);
            }
            return moved;
        }
    }
}
