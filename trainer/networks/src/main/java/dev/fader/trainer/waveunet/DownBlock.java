package dev.fader.trainer.waveunet;

import dev.fader.trainer.graph.Resampling;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;

/**
 * Downsampling block (Wave-U-Net, Figure 1): a convolution, of whose result every second sample goes on.
 *
 * @param filters C'
 */
record DownBlock(int filters, int kernel) {

    /** What a block hands on: to the next level (B, C', L / 2), and to the block at its level on the way up (B, C', L). */
    record Paths(Value down, Value skip) {}

    /** @param x (B, C, L) */
    Paths apply(Scope scope, Value x) {
        Value skip = WaveUNet.filtered(scope, x, filters, kernel);
        return new Paths(Resampling.decimate(skip), skip);
    }
}
