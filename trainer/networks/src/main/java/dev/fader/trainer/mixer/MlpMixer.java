package dev.fader.trainer.mixer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.graph.DenseOps;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Parameter.Initializer;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;

/**
 * MDX-Mixer (paper, section 3.2 and Fig. 2): a segment, folded into patches, passes layers of MLP-Mixer, is averaged, and a
 * fully connected layer makes its weights of it.
 *
 * <p>Folding by F cuts each channel into F patches of T/F samples that stand side by side as channels, so that token-mixing
 * works within patches and channel-mixing between them, as the paper says: {@code Z (T/F, I·F)}, where column
 * {@code i·F + f} is patch f of channel i.
 */
public record MlpMixer(
        @Key(value = "F, patches of a channel", min = 1, max = 16777216, source = "128")
        int fold,

        @Key(value = "N", min = 1, max = 1000, source = "8 or 16")
        int layers,

        @Key(value = "p", min = 0, below = 1, source = "0 or 0.2")
        double dropout,

        @Key("which axis is averaged") Pooling pooling)
        implements Weigher {

    /** What global average pooling leaves. */
    public enum Pooling {
        /** The paper's words: it "averages across channels", and leaves T/F values. */
        @Key("the paper's words: it averages across channels, and leaves T/F values")
        @JsonProperty("channels")
        CHANNELS,
        /** As MLP-Mixer itself has it (Tolstikhin and others 2021): averages across tokens, and leaves I·F values. */
        @Key("as MLP-Mixer itself has it: across tokens, and leaves I·F values")
        @JsonProperty("tokens")
        TOKENS
    }

    public MlpMixer {
        if (fold < 1 || layers < 1) {
            throw new IllegalArgumentException(
                    "fold and layers must be at least 1, not %d and %d".formatted(fold, layers));
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be at least 0 and below 1, not " + dropout);
        }
    }

    /** As the paper sets it for segments of 2^18 samples. @param layers 8 or 16. @param dropout 0 or 0.2 */
    public static MlpMixer paper(int layers, double dropout) {
        return new MlpMixer(1 << 7, layers, dropout, Pooling.CHANNELS);
    }

    @Override
    public void requireSegment(int samples) {
        if (samples % fold != 0) {
            throw new IllegalArgumentException(
                    "a segment of %d samples cannot be folded by %d: it must be a multiple".formatted(samples, fold));
        }
    }

    @Override
    public Value weights(Scope scope, Value x, int outputs) {
        long inputs = x.dim(1);
        long tokens = x.dim(2) / fold;
        long channels = inputs * fold;
        Value z = DenseOps.transposed(DenseOps.reshape(x, Value.ANY, channels, tokens));
        MixerLayer layer = new MixerLayer(dropout);
        for (int n = 0; n < layers; n++) {
            z = layer.apply(scope.in("layers").in(n), z);
        }
        Value pooled = Ops.mean(z, pooling == Pooling.CHANNELS ? 2 : 1);
        return DenseOps.reshape(fullyConnected(scope.in("head"), pooled, inputs * outputs), Value.ANY, inputs, outputs);
    }

    /** @param x (…, I). @return (…, out) */
    static Value fullyConnected(Scope scope, Value x, long out) {
        Initializer initializer = Initializer.uniformFanIn(x.dim(-1));
        return DenseOps.linear(
                x, scope.parameter("weight", initializer, out, x.dim(-1)), scope.parameter("bias", initializer, out));
    }
}
