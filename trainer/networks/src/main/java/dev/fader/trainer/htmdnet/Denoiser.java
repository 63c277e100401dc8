package dev.fader.trainer.htmdnet;

import static dev.fader.trainer.htmdnet.HtmdNet.SLOPE;

import dev.fader.trainer.graph.LinearLstm;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Resampling;
import dev.fader.trainer.graph.SameConvolution;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The denoising network: Wave-U-Net with half as many filters, and two recurrent layers where it is narrowest.
 *
 * @param levels down, and up again
 * @param baseFilters level i has i + 1 times as many
 * @param lstmUnits width of the recurrent layers
 */
record Denoiser(int levels, int baseFilters, int lstmUnits) {

    private static final int FIRST_KERNEL = 5;
    private static final int DOWN_KERNEL = 15;
    private static final int UP_KERNEL = 5;
    private static final int RECURRENT_LAYERS = 2;

    /** @param masked a first estimate, (B, 1, L). @return the refined one, within ±1, (B, 1, L) */
    Value apply(Scope scope, Value masked) {
        Deque<Value> skips = new ArrayDeque<>();
        Value x = masked;
        for (int level = 0; level < levels; level++) {
            int kernel = level == 0 ? FIRST_KERNEL : DOWN_KERNEL;
            Value filtered = convolution(scope.in("down").in(level), x, level, kernel);
            skips.push(filtered);
            x = Resampling.averagePool(filtered);
        }
        for (int layer = 0; layer < RECURRENT_LAYERS; layer++) {
            x = new LinearLstm(lstmUnits).apply(scope.in("lstm").in(layer), x);
        }
        x = Ops.leakyRelu(x, SLOPE);
        for (int level = levels - 1; level >= 0; level--) {
            Value joined = Ops.concat(1, Resampling.nearest(x), skips.pop());
            x = convolution(scope.in("up").in(level), joined, level, UP_KERNEL);
        }
        return Ops.tanh(new SameConvolution(1, UP_KERNEL).apply(scope.in("out"), Ops.concat(1, x, masked)));
    }

    private Value convolution(Scope scope, Value x, int level, int kernel) {
        return Ops.leakyRelu(new SameConvolution(baseFilters * (level + 1), kernel).apply(scope, x), SLOPE);
    }
}
