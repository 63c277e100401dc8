package dev.fader.trainer.htmdnet;

import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.TargetsAndRest;
import dev.fader.trainer.network.Windows;
import org.jspecify.annotations.Nullable;

/**
 * HTMD-Net (Garoufis, Zlatintsi and Maragos, "HTMD-Net: A Hybrid Masking-Denoising Approach to Time-Domain Monaural Singing
 * Voice Separation"): a {@link Masker} after Conv-TasNet makes a first estimate of a source, and a {@link Denoiser} after
 * Wave-U-Net refines it. The second source is the rest of the mixture. Training can reach the first estimate (slide
 * "Overview": deep supervision).
 */
public record HtmdNet(
        @Key(
                value = "that it works on; whole frames, and whole after all levels",
                unit = "samples",
                min = 1,
                max = 16777216,
                source = "16 384")
        int window,

        @Key(value = "N, width of the masker's latent and inside its blocks", min = 1, max = 65536, source = "512")
        int encoderFilters,

        @Key(value = "width of the masker's residual and skip paths", min = 1, max = 65536, source = "128")
        int bottleneck,

        @Key(value = "blocks of the masker, with dilation 1, 2, 4 …", min = 1, max = 24, source = "9")
        int dilations,

        @Key(value = "of the denoiser", min = 1, max = 20, source = "11")
        int levels,

        @Key(
                value = "of the denoiser's first level; level i has i + 1 times as many",
                min = 1,
                max = 65536,
                source = "12")
        int baseFilters,

        @Key(value = "width of the denoiser's recurrent layers", min = 1, max = 65536, source = "168")
        int lstmUnits)
        implements Network {

    /** The original framework's defaults. */
    static final double SLOPE = 0.3;

    private static final int SOURCES = 2;
    /** Sixteenths of a window to either side of which little is heard in its middle. */
    private static final int CONTEXT_SHARE = 16;

    public HtmdNet {
        if (window < 1 || levels < 1 || levels > 20 || window % (1 << levels) != 0 || window % Masker.STRIDE != 0) {
            throw new IllegalArgumentException(
                    "window must be a multiple of 2^levels (here 2^%d) and of %d, not %d: take 16384 for 11 levels"
                            .formatted(levels, Masker.STRIDE, window));
        }
        if (encoderFilters < 1 || bottleneck < 1 || dilations < 1 || baseFilters < 1 || lstmUnits < 1) {
            throw new IllegalArgumentException(
                    "encoderFilters, bottleneck, dilations, baseFilters and lstmUnits must be at least 1");
        }
    }

    /** As published: 4.5 million values, at 22 050 Hz. */
    public static HtmdNet published() {
        return new HtmdNet(16_384, 512, 128, 9, 11, 12, 168);
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
    public int contextSamples(int sampleRateHz) {
        return window / CONTEXT_SHARE;
    }

    @Override
    public int windowSamples() {
        return window;
    }

    @Override
    public boolean hasProbe() {
        return true;
    }

    @Override
    public HtmdNet with(int newSources, boolean seesGains) {
        if (newSources != SOURCES || seesGains) {
            throw new IllegalArgumentException(
                    "HTMD-Net estimates one source and the rest, and does not see the gains: name two sources, such as vocals and accompaniment");
        }
        return this;
    }

    @Override
    public Estimate estimate(Scope scope, Value mixture, @Nullable Value gains) {
        Windows windows = new Windows(mixture, window);
        Value masked = new Masker(encoderFilters, bottleneck, dilations).apply(scope.in("masker"), windows.cut());
        Value refined = new Denoiser(levels, baseFilters, lstmUnits).apply(scope.in("denoiser"), masked);
        return new TargetsAndRest(mixture, windows.join(refined), windows.join(masked));
    }
}
