package dev.fader.trainer.convtasnet;

import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Parameter.Initializer;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.TwoPaths;
import dev.fader.trainer.graph.Value;

/**
 * Tells the separator which gains its estimates are for: after each block, every channel of the residual path is scaled
 * and shifted by what a small network makes of the gains (FiLM, Perez et al. 2018). So the separator can spend its effort
 * where a gain is large, which Model-II's text promises and its algebra does not give. Ours.
 *
 * @param description of the gains, (B, H, 1)
 */
record GainConditioner(Scope scope, Value description) {

    private static final int WIDTH = 64;
    /** Gains beyond ± two units look like that; a unit is the 12 dB that training goes to. */
    private static final double MOST_UNITS = 2;

    private static final double UNIT_DB = 12;
    private static final double MUTE = 1e-6;

    /** @param gains amplitude ratios, (B, K) */
    static GainConditioner of(Scope scope, Value gains) {
        Value units = Ops.clamp(Ops.log10(gains.plus(MUTE)).times(20 / UNIT_DB), -MOST_UNITS, MOST_UNITS);
        Value hidden =
                Layers.prelu(scope.in("hidden"), Layers.pointwise(scope.in("input"), Ops.unsqueeze(units, 2), WIDTH));
        return new GainConditioner(scope, hidden);
    }

    /** After a block; a fresh network leaves the residual path as it is. */
    void modulate(int block, TwoPaths paths) {
        int channels = (int) paths.residual().dim(1);
        Value change =
                Layers.pointwise(scope.in("block").in(block), description, 2 * channels, Initializer.constant(0));
        Value scale = Ops.narrow(change, 1, 0, channels).plus(1);
        paths.modulate(scale, Ops.narrow(change, 1, channels, channels));
    }
}
