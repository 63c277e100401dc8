package dev.fader.trainer.mixer.mixdown;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.engine.TorchProgram.Results;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.MixerPrograms;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.mixer.mixdown.MixedSong.SegmentWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A trained mixer on a device: songs segment by segment, by weighted overlap-add. Not thread-safe. */
public final class SongMixer implements AutoCloseable {

    private final MixerFile mixer;
    private final NDManager manager;
    private final TorchProgram program;

    private SongMixer(MixerFile mixer, Device device) {
        this.mixer = mixer;
        this.manager = Torch.manager(device);
        this.program =
                TorchProgram.load(MixerPrograms.mixing(mixer.shape(), Parameters.NAMED), mixer.weights(), device);
    }

    public static SongMixer load(MixerFile mixer, Device device) {
        return new SongMixer(mixer, device);
    }

    /** A whole song. @see #mix(float[][], float[][], MixtureLevel) */
    public MixedSong mix(float[][] mixture, float[][] estimates) {
        return mix(mixture, estimates, MixtureLevel.of(mixture));
    }

    /**
     * @param mixture (2, L)
     * @param level by which all is normalised, that of the whole song
     * @param estimates left and right of each source of each separator, in the order of the mixer's channels, (C, L)
     * @throws IllegalArgumentException if there are more or fewer channels than the mixer was trained for
     */
    public MixedSong mix(float[][] mixture, float[][] estimates, MixtureLevel level) {
        MixerShape shape = mixer.shape();
        int first = mixer.channels().mixture() ? 2 : 0;
        if (first + estimates.length != shape.inputs()) {
            throw new IllegalArgumentException("the mixer takes %s, and %d channels of estimates are given"
                    .formatted(mixer.channels().inputNames(), estimates.length));
        }
        SegmentShift shift = new SegmentShift(mixture[0].length, shape.segment());
        double[][] sum = new double[shape.outputs()][mixture[0].length];
        double[] sumOfWeights = new double[mixture[0].length];
        List<SegmentWeights> weights = new ArrayList<>();
        for (int s = 0; s < shift.count(); s++) {
            int start = shift.start(s);
            int count = Math.min(shape.segment(), mixture[0].length - start);
            float[] x = new float[shape.inputs() * shape.segment()];
            for (int i = 0; i < shape.inputs(); i++) {
                float[] channel = i < first ? mixture[i] : estimates[i - first];
                float[] cut = Arrays.copyOfRange(channel, start, start + count);
                if (i < first) {
                    level.writeMixture(cut, x, i * shape.segment());
                } else {
                    level.writeSource(cut, x, i * shape.segment());
                }
            }
            float[] y = run(x, start, weights);
            for (int t = 0; t < count; t++) {
                double weight = shift.weight(t);
                sumOfWeights[start + t] += weight;
                for (int o = 0; o < sum.length; o++) {
                    sum[o][start + t] += weight * y[o * shape.segment() + t];
                }
            }
        }
        return new MixedSong(scaled(sum, sumOfWeights, level.deviation()), weights);
    }

    /** @return (O, T) */
    private float[] run(float[] x, int start, List<SegmentWeights> weights) {
        MixerShape shape = mixer.shape();
        try (NDManager scratch = manager.newSubManager()) {
            NDArray input = scratch.create(x, new Shape(1, shape.inputs(), shape.segment()));
            Results results = program.call(Map.of(MixerPrograms.INPUTS, input));
            float[] flat = results.get(MixerPrograms.WEIGHTS).toFloatArray();
            float[][] values = new float[shape.inputs()][shape.outputs()];
            for (int i = 0; i < values.length; i++) {
                System.arraycopy(flat, i * shape.outputs(), values[i], 0, shape.outputs());
            }
            weights.add(new SegmentWeights(start, values));
            return results.get(MixerPrograms.SOURCES).toFloatArray();
        }
    }

    private static float[][] scaled(double[][] sum, double[] weights, double deviation) {
        float[][] scaled = new float[sum.length][weights.length];
        for (int o = 0; o < sum.length; o++) {
            for (int t = 0; t < weights.length; t++) {
                scaled[o][t] = (float) (sum[o][t] / weights[t] * deviation);
            }
        }
        return scaled;
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
