package dev.fader.worker.evaluate;

import dev.fader.trainer.evaluation.Separator;
import dev.fader.worker.device.Turns;
import java.util.List;

/** A network that takes the device for one call at a time; metrics need no device. */
record TurnSeparator(Separator network, Turns turns) implements Separator {

    @Override
    public List<String> sources() {
        return network.sources();
    }

    @Override
    public int sampleRateHz() {
        return network.sampleRateHz();
    }

    @Override
    public boolean seesGains() {
        return network.seesGains();
    }

    /** @throws dev.fader.worker.lease.AttemptStopped when the attempt is to stop */
    @Override
    public float[][][] separate(float[][] mixtures, float[] gains) {
        return turns.take(() -> network.separate(mixtures, gains));
    }
}
