package dev.fader.bench.contender;

import java.util.List;

/** A queue whose latency can be taken: how long after its submission a single task begins. */
public interface Probed {

    /** Whether a probe is more urgent than what waits, so that it can be taken while others are at work. */
    default boolean probesPassOthers() {
        return false;
    }

    /** Submits one. */
    void probe();

    /** Milliseconds of the probes since the last call, each from before its submission to its begin. Waits for them. */
    List<Double> claimMillis() throws InterruptedException;
}
