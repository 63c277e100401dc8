package dev.fader.trainer.network;

import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Value;

/**
 * Signals cut into windows that pass a network one by one, as other examples of the batch, and the results joined again.
 *
 * @param signal (B, C, L)
 * @param samples of a window
 */
public record Windows(Value signal, int samples) {

    /** The signal, with zeros at its end where a window is not full. @return (B·windows, C, samples) */
    public Value cut() {
        return Ops.cutWindows(signal, samples);
    }

    /** @param results (B·windows, C', samples). @return (B, C', L), as long as the signal */
    public Value join(Value results) {
        return Ops.joinWindows(results, signal);
    }
}
