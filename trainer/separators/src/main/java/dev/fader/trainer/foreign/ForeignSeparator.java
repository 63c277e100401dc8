package dev.fader.trainer.foreign;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.foreign.SeparatorDescription.Length;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separation.SignalLevel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model made elsewhere as a separator. Stereo goes through a stereo model in one pass; any other number of channels goes
 * channel by channel, as two equal ones where it must be two. A chunk that is silent is not given to the model.
 */
public final class ForeignSeparator implements Separator {

    private final SeparatorDescription description;
    private final ForeignModel model;
    private final Layout layout;

    ForeignSeparator(SeparatorDescription description, ForeignModel model) {
        this.description = description;
        this.model = model;
        this.layout = Layout.of(description);
    }

    /** @throws IllegalArgumentException saying what of the package cannot be loaded */
    public static ForeignSeparator load(SeparatorPackage file, Device device) {
        return new ForeignSeparator(
                file.description(),
                switch (file.description().format()) {
                    case ONNX -> OnnxModel.load(file.model());
                    case TORCHSCRIPT -> TorchScriptModel.load(file.model(), device);
                });
    }

    @Override
    public List<String> sources() {
        return description.allSources();
    }

    @Override
    public boolean hasRest() {
        return description.rest() != null;
    }

    @Override
    public int sampleRateHz() {
        return description.sampleRateHz();
    }

    @Override
    public ChunkPlan chunkPlan() {
        Length length = description.lengthRule();
        int context = description.context();
        int samples = length.rule() == Length.Rule.MULTIPLE
                ? Math.ceilDiv(10 * description.sampleRateHz(), length.samples()) * length.samples()
                : length.samples();
        int fade = Math.max(1, (int) Math.round(description.overlapShare() * samples));
        return new ChunkPlan(samples - 2 * context - fade, fade, context, length.rule() == Length.Rule.FIXED);
    }

    @Override
    public String deviceName() {
        return model.deviceName();
    }

    @Override
    public boolean hearsLevel() {
        return description.normalised();
    }

    @Override
    public float[] combine(Part part, List<Row> rows) {
        int samples = part.samples();
        float[] all = new float[part.channels() * rows.size() * samples];
        if (part.channels() == description.channels()) {
            weigh(estimates(part.mixture(), part.wholeLevel()), part.mixture(), rows, all, 0);
        } else {
            for (int c = 0; c < part.channels(); c++) {
                float[][] alone = new float[description.channels()][];
                Arrays.fill(alone, part.mixture()[c]);
                // of one channel of several, nothing is known but what is heard of it
                SignalLevel whole = part.channels() == 1 ? part.wholeLevel() : null;
                weigh(means(estimates(alone, whole)), new float[][] {part.mixture()[c]}, rows, all, c);
            }
        }
        return all;
    }

    /** Of equal channels the estimates are one. @return (K, 1, L) */
    private static float[][][] means(float[][][] estimates) {
        float[][][] means = new float[estimates.length][1][];
        for (int k = 0; k < estimates.length; k++) {
            float[] mean = estimates[k][0].clone();
            for (int c = 1; c < estimates[k].length; c++) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += estimates[k][c][i];
                }
            }
            for (int i = 0; i < mean.length; i++) {
                mean[i] /= estimates[k].length;
            }
            means[k][0] = mean;
        }
        return means;
    }

    /** @param to (C, R, L), flat, filled from channel {@code first} on */
    private void weigh(float[][][] estimates, float[][] mixture, List<Row> rows, float[] to, int first) {
        int samples = mixture[0].length;
        boolean rest = description.rest() != null;
        for (int c = 0; c < mixture.length; c++) {
            for (int r = 0; r < rows.size(); r++) {
                float[] weights = rows.get(r).weights();
                // the rest is the mixture less all others
                float ofRest = rest ? weights[estimates.length] : 0;
                int at = ((first + c) * rows.size() + r) * samples;
                for (int i = 0; i < samples; i++) {
                    float sum = ofRest * mixture[c][i];
                    for (int k = 0; k < estimates.length; k++) {
                        sum += (weights[k] - ofRest) * estimates[k][c][i];
                    }
                    to[at + i] = sum;
                }
            }
        }
    }

    /** @param mixture (C, L), as many channels as the model takes. @return (K, C, L) */
    private float[][][] estimates(float[][] mixture, @Nullable SignalLevel whole) {
        int samples = mixture[0].length;
        int needed = needed(samples);
        Level level = Level.of(mixture, description.normalised(), whole);
        float[][][] estimates = new float[description.sources().size()][mixture.length][samples];
        if (level.isSilent()) {
            return estimates;
        }
        float[][] input = new float[mixture.length][];
        for (int c = 0; c < input.length; c++) {
            input[c] = level.takenFrom(mixture[c], needed);
        }
        float[][][] made = layout.read(model.run(layout.write(input)), needed);
        int delay = description.delaySamples();
        float gain = (float) description.gainRatio();
        for (int k = 0; k < made.length; k++) {
            for (int c = 0; c < mixture.length; c++) {
                for (int i = 0; i < Math.min(samples, needed - delay); i++) {
                    estimates[k][c][i] = level.putBack(gain * made[k][c][i + delay]);
                }
            }
        }
        return estimates;
    }

    private int needed(int samples) {
        Length length = description.lengthRule();
        return switch (length.rule()) {
            case FREE ->
                Math.max(
                        samples,
                        description.transform() == null
                                ? 1
                                : description.transform().fft());
            case MULTIPLE -> Math.ceilDiv(samples, length.samples()) * length.samples();
            case FIXED -> {
                if (samples > length.samples()) {
                    throw new IllegalArgumentException("the model takes %d samples, not %d: its chunks are as long"
                            .formatted(length.samples(), samples));
                }
                yield length.samples();
            }
        };
    }

    /** What is taken out of a chunk before the model, and put back: of the whole signal where that is known. */
    private record Level(float mean, float deviation) {

        private static final double SILENCE = 1e-10;

        static Level of(float[][] mixture, boolean normalised, @Nullable SignalLevel whole) {
            int samples = mixture[0].length;
            double sum = 0;
            double squares = 0;
            double most = 0;
            for (int i = 0; i < samples; i++) {
                double mono = 0;
                for (float[] channel : mixture) {
                    mono += channel[i];
                    most = Math.max(most, Math.abs(channel[i]));
                }
                mono /= mixture.length;
                sum += mono;
                squares += mono * mono;
            }
            if (most < SILENCE) {
                return new Level(0, 0);
            }
            if (normalised && whole != null && whole.monoDeviation() > SILENCE) {
                return new Level((float) whole.mean(), (float) whole.monoDeviation());
            }
            double mean = sum / samples;
            // as the models' own programs have it: over one sample less
            double deviation = Math.sqrt(Math.max(0, squares - samples * mean * mean) / Math.max(1, samples - 1));
            return normalised && deviation > SILENCE ? new Level((float) mean, (float) deviation) : new Level(0, 1);
        }

        boolean isSilent() {
            return deviation == 0;
        }

        float[] takenFrom(float[] channel, int length) {
            float[] taken = new float[length];
            for (int i = 0; i < channel.length; i++) {
                taken[i] = (channel[i] - mean) / deviation;
            }
            return taken;
        }

        float putBack(float sample) {
            return sample * deviation + mean;
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
