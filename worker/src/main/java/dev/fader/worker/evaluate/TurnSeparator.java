package dev.fader.worker.evaluate;

import dev.fader.trainer.evaluation.Separator;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.Attempt;
import java.time.Duration;
import java.util.List;

/** A network that takes the device for one call at a time, so that remixes go on between; metrics need no device. */
final class TurnSeparator implements Separator {

    private final Separator network;
    private final NetworkTurn turn;
    private final Attempt attempt;
    private Duration waited = Duration.ZERO;

    TurnSeparator(Separator network, NetworkTurn turn, Attempt attempt) {
        this.network = network;
        this.turn = turn;
        this.attempt = attempt;
    }

    /** How long the device did not come. */
    Duration waited() {
        return waited;
    }

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
        attempt.checkStop();
        try {
            NetworkTurn.Taken<float[][][]> taken = turn.take(attempt, () -> network.separate(mixtures, gains));
            waited = waited.plus(taken.waited());
            return taken.value();
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the device was waited for", e);
        } catch (Exception e) {
            throw new IllegalStateException("the network threw what it does not declare", e);
        }
    }
}
