package dev.fader.trainer.onetarget;

import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.TargetsAndRest;
import org.jspecify.annotations.Nullable;

/**
 * The Conv-TasNet* of HTMD-Net's comparison (slides "Overview: Network Parameters" and "Results"): {@link ConvTasNet} with one
 * mask, for one target; the second source is the rest of the mixture. The mask is a sigmoid: of one source alone a softmax is 1.
 */
public record OneTargetConvTasNet(
        @Key(value = "N, width of the latent", min = 1, max = 65536, source = "paper: 512")
        int filters,

        @Key(
                value = "length of a filter, at least `stride`",
                unit = "samples",
                min = 1,
                max = 65536,
                source = "paper: 16")
        int kernel,

        @Key(value = "hop of a frame", unit = "samples", min = 1, max = 65536, source = "paper: 8")
        int stride,

        @Key(value = "B, width of the residual path", min = 1, max = 65536, source = "paper: 128")
        int bottleneck,

        @Key(value = "H, width inside a block", min = 1, max = 65536, source = "paper: 512")
        int hidden,

        @Key(value = "Sc, width of the skip path", min = 1, max = 65536, source = "paper: 128")
        int skip,

        @Key(value = "P, taps of the depthwise convolution; odd", min = 1, max = 65535, source = "paper: 3")
        int blockKernel,

        @Key(value = "X, blocks in a repeat, with dilation 2^x", min = 1, max = 24, source = "paper: 8")
        int blocks,

        @Key(value = "R", min = 1, max = 1000, source = "paper: 3")
        int repeats)
        implements Network {

    private static final int SOURCES = 2;

    public OneTargetConvTasNet {
        ConvTasNet unused = masking(filters, kernel, stride, bottleneck, hidden, skip, blockKernel, blocks, repeats);
    }

    /**
     * As published: 5.5 million parameters, at 22 050 Hz. HTMD-Net is said to have one stack of nine blocks where this has
     * more: with three of nine the number is the published one, with three of eight it is 5.0 million.
     */
    public static OneTargetConvTasNet published() {
        return new OneTargetConvTasNet(512, 16, 8, 128, 512, 128, 3, 9, 3);
    }

    private ConvTasNet masking() {
        return masking(filters, kernel, stride, bottleneck, hidden, skip, blockKernel, blocks, repeats);
    }

    /** @throws IllegalArgumentException if there is no such network */
    private static ConvTasNet masking(
            int filters,
            int kernel,
            int stride,
            int bottleneck,
            int hidden,
            int skip,
            int blockKernel,
            int blocks,
            int repeats) {
        return new ConvTasNet(
                1,
                filters,
                kernel,
                stride,
                bottleneck,
                hidden,
                skip,
                blockKernel,
                blocks,
                repeats,
                MaskActivation.SIGMOID,
                false);
    }

    @Override
    public int sources() {
        return SOURCES;
    }

    @Override
    public boolean seesGains() {
        return false;
    }

    @Override
    public boolean scalesWithInput() {
        return true;
    }

    @Override
    public int contextSamples(int sampleRateHz) {
        return masking().contextSamples(sampleRateHz);
    }

    @Override
    public int leastSamples() {
        return kernel;
    }

    @Override
    public OneTargetConvTasNet with(int newSources, boolean seesGains) {
        if (newSources != SOURCES || seesGains) {
            throw new IllegalArgumentException(
                    "a Conv-TasNet for one target estimates it and the rest, and does not see the gains: name two sources, such as vocals and accompaniment");
        }
        return this;
    }

    @Override
    public Estimate estimate(Scope scope, Value mixture, @Nullable Value gains) {
        return new TargetsAndRest(
                mixture, masking().estimate(scope, mixture, null).sources(), null);
    }
}
