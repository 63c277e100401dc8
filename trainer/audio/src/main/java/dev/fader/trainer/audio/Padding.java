package dev.fader.trainer.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * What was decoded beyond the end that a container promises: kept back until it is known whether it is no more than an
 * encoder's padding, which is dropped, or whether the promise was false, and then all of it is sound.
 */
final class Padding {

    private final Promise promise;
    private final List<double[][]> blocks = new ArrayList<>();
    private long kept;
    private boolean promiseWasFalse;

    Padding(Promise promise) {
        this.promise = promise;
    }

    /**
     * Takes out of a decoded block what lies beyond the end, or puts back what was taken out of earlier ones.
     *
     * @param given frames that were given out before
     */
    void apply(FrameSamples samples, long given) {
        long room = promise.end() - given;
        if (promiseWasFalse || samples.remaining() <= room) {
            return;
        }
        long padding = promise.padding();
        int beyond = (int) (samples.remaining() - Math.max(0, room));
        kept += beyond;
        double[][] block = samples.takeEnd(beyond);
        if (padding == Long.MAX_VALUE) {
            return;
        }
        blocks.add(block);
        if (kept > padding) {
            promiseWasFalse = true;
            blocks.forEach(samples::append);
            blocks.clear();
        }
    }

    /** Whether more followed than padding, and was given out. */
    boolean promiseWasFalse() {
        return promiseWasFalse;
    }
}
