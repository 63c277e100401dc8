package dev.fader.trainer.convtasnet;

import static dev.fader.trainer.convtasnet.Layers.globalLayerNorm;
import static dev.fader.trainer.convtasnet.Layers.pointwise;
import static dev.fader.trainer.convtasnet.Layers.prelu;

import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Parameter.Initializer;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.TwoPaths;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.Network;
import org.jspecify.annotations.Nullable;

/**
 * Conv-TasNet (Luo and Mesgarani 2019) as "Don't Separate, Learn to Remix" uses it: a linear encoder, a temporal
 * convolutional network that estimates one mask per source, and a linear decoder. Without bias anywhere between input
 * and output but inside the normalised separator, it scales with its input.
 */
public record ConvTasNet(
        @Key(value = "K", min = 1, max = 64) int sources,

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
        int repeats,

        @Key("how scores become masks") MaskActivation maskActivation,

        @Key("whether the separator sees the gains that its estimates are for")
        boolean gainConditioned)
        implements Network {

    private static final double CONTEXT_SECONDS = 0.4;

    public ConvTasNet {
        if (blockKernel % 2 == 0) {
            throw new IllegalArgumentException("blockKernel must be odd to keep frames aligned, not " + blockKernel);
        }
        if (sources < 1 || stride < 1 || kernel < stride) {
            throw new IllegalArgumentException("sources and stride must be at least 1 and kernel at least stride");
        }
    }

    /** The paper's network (its section 3.2): 5.2 million parameters for four sources. */
    public static ConvTasNet paper(int sources) {
        return new ConvTasNet(sources, 512, 16, 8, 128, 512, 128, 3, 8, 3, MaskActivation.SOFTMAX, false);
    }

    /** A filter's, for there is no frame in less. */
    @Override
    public int leastSamples() {
        return kernel;
    }

    /** At most a fiftieth fewer, for rows that are aligned as far as that goes. */
    @Override
    public int alignedSamples(int samples) {
        int frames = (samples - kernel) / stride + 1;
        for (int row = Form.ALIGNED_FRAMES; row > 1; row /= 2) {
            int aligned = (frames - frames % row - 1) * stride + kernel;
            if (aligned >= kernel && samples - aligned <= samples / 50) {
                return aligned;
            }
        }
        return samples;
    }

    @Override
    public ConvTasNet with(int newSources, boolean seesGains) {
        return new ConvTasNet(
                newSources,
                filters,
                kernel,
                stride,
                bottleneck,
                hidden,
                skip,
                blockKernel,
                blocks,
                repeats,
                maskActivation,
                seesGains);
    }

    @Override
    public boolean seesGains() {
        return gainConditioned;
    }

    @Override
    public boolean scalesWithInput() {
        return true;
    }

    /** What can be heard of its context, whatever its hop and its dilations: measured on the seams of chunks. */
    @Override
    public int contextSamples(int sampleRateHz) {
        return (int) (CONTEXT_SECONDS * sampleRateHz);
    }

    @Override
    public Estimate estimate(Scope scope, Value mixture, @Nullable Value gains) {
        Value filterbank = scope.in("encoder")
                .in("filterbank")
                .parameter("_filters", Initializer.xavierNormal(), filters, 1, kernel);
        Value latent = Ops.conv1d(mixture, filterbank, stride);
        Value masks = masks(scope.in("masker"), latent, gains);
        return new MaskedEstimate(this, mixture, latent, masks, decoderFilters(scope));
    }

    private Value masks(Scope masker, Value latent, @Nullable Value gains) {
        GainConditioner conditioner = gainConditioned ? GainConditioner.of(masker.in("gains"), required(gains)) : null;
        Scope bottleneckScope = masker.in("bottleneck");
        Value y = pointwise(bottleneckScope.in(1), globalLayerNorm(bottleneckScope.in(0), latent), bottleneck);
        TwoPaths paths = TwoPaths.of(y, skip);
        for (int i = 0; i < repeats * blocks; i++) {
            TemporalBlock block = new TemporalBlock(hidden, skip, blockKernel, 1 << (i % blocks));
            block.apply(masker.in("TCN").in(i), paths);
            if (conditioner != null) {
                conditioner.modulate(i, paths);
            }
        }
        Scope maskNet = masker.in("mask_net");
        Value scores = pointwise(maskNet.in(1), prelu(maskNet.in(0), paths.skips()), sources * filters);
        return maskActivation.apply(Ops.splitChannels(scores, sources, filters));
    }

    private Value decoderFilters(Scope scope) {
        return scope.in("decoder")
                .in("filterbank")
                .parameter("_filters", Initializer.xavierNormal(), filters, 1, kernel);
    }

    private static Value required(@Nullable Value gains) {
        if (gains == null) {
            throw new IllegalArgumentException("a network that is conditioned on the gains needs them");
        }
        return gains;
    }
}
