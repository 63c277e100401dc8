package dev.fader.trainer.waveunet;

import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.SameConvolution;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.TargetsAndRest;
import dev.fader.trainer.network.Windows;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Wave-U-Net (Stoller, Ewert and Dixon, "Wave-U-Net: A Multi-Scale Neural Network for End-to-End Audio Source Separation", ISMIR
 * 2018, Table 1) with padded convolutions and a difference output: the last source is what the others leave of the mixture.
 */
public record WaveUNet(
        @Key(value = "K, of which it gives K − 1", min = 2, max = 64)
        int sources,

        @Key(
                value = "that it works on; whole after all levels",
                unit = "samples",
                min = 1,
                max = 16777216,
                source = "16 384")
        int window,

        @Key(value = "down, and up again", min = 1, max = 20, source = "12")
        int levels,

        @Key(
                value = "of the first level; level i has i times as many, and the bottleneck one more",
                min = 1,
                max = 65536,
                source = "24")
        int baseFilters,

        @Key(value = "taps on the way down and in the bottleneck; odd", min = 1, max = 65535, source = "15")
        int downKernel,

        @Key(value = "taps on the way up; odd", min = 1, max = 65535, source = "5")
        int upKernel)
        implements Network {

    /** LeakyReLU as in the framework that the authors used. */
    static final double SLOPE = 0.2;

    /** Of a window, to either side, within which little is heard in its middle. */
    private static final int CONTEXT_SHARE = 16;

    public WaveUNet {
        if (window < 1 || levels < 1 || levels > 20 || window % (1 << levels) != 0) {
            throw new IllegalArgumentException(
                    "window must be a multiple of 2^levels (here 2^%d), not %d: take 16384 for 12 levels"
                            .formatted(levels, window));
        }
        if (baseFilters < 1 || downKernel < 1 || downKernel % 2 == 0 || upKernel < 1 || upKernel % 2 == 0) {
            throw new IllegalArgumentException(
                    "baseFilters must be at least 1, and downKernel and upKernel odd, not %d, %d and %d"
                            .formatted(baseFilters, downKernel, upKernel));
        }
        if (sources < 2) {
            throw new IllegalArgumentException(
                    "Wave-U-Net needs a source and the rest of the mixture, so at least two sources, not " + sources);
        }
    }

    /** As in the comparison of HTMD-Net: 10.3 million parameters, one target, at 22 050 Hz. */
    public static WaveUNet published() {
        return new WaveUNet(2, 16_384, 12, 24, 15, 5);
    }

    @Override
    public boolean seesGains() {
        return false;
    }

    @Override
    public int contextSamples(int sampleRateHz) {
        return window / CONTEXT_SHARE;
    }

    @Override
    public int windowSamples() {
        return window;
    }

    @Override
    public WaveUNet with(int newSources, boolean seesGains) {
        if (seesGains) {
            throw new IllegalArgumentException("Wave-U-Net does not see the gains");
        }
        return new WaveUNet(newSources, window, levels, baseFilters, downKernel, upKernel);
    }

    @Override
    public Estimate estimate(Scope scope, Value mixture, @Nullable Value gains) {
        Windows windows = new Windows(mixture, window);
        Value input = windows.cut();
        Deque<Value> skips = new ArrayDeque<>();
        Value x = input;
        for (int level = 1; level <= levels; level++) {
            DownBlock.Paths paths = new DownBlock(baseFilters * level, downKernel)
                    .apply(scope.in("down").in(level), x);
            skips.push(paths.skip());
            x = paths.down();
        }
        x = filtered(scope.in("bottleneck"), x, baseFilters * (levels + 1), downKernel);
        for (int level = levels; level >= 1; level--) {
            x = new UpBlock(baseFilters * level, upKernel).apply(scope.in("up").in(level), x, skips.pop());
        }
        Value outputs = new SameConvolution(sources - 1, 1).apply(scope.in("output"), Ops.concat(1, input, x));
        return new TargetsAndRest(mixture, windows.join(Ops.tanh(outputs)), null);
    }

    /** A convolution and LeakyReLU. @param x (B, C, L). @return (B, filters, L) */
    static Value filtered(Scope scope, Value x, int filters, int kernel) {
        return Ops.leakyRelu(new SameConvolution(filters, kernel).apply(scope, x), SLOPE);
    }
}
