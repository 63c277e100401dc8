package dev.fader.trainer.waveunet;

import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Resampling;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;

/**
 * Upsampling block (Wave-U-Net, Figure 1): linear interpolation, what the way down left at this level, a convolution.
 *
 * @param filters C'
 */
record UpBlock(int filters, int kernel) {

    /** @param x (B, C, L / 2); skip (B, C', L). @return (B, C', L) */
    Value apply(Scope scope, Value x, Value skip) {
        return WaveUNet.filtered(scope, Ops.concat(1, skip, Resampling.linear(x)), filters, kernel);
    }
}
