package dev.fader.worker.train;

import dev.fader.queue.curve.MetricPoint;
import dev.fader.trainer.training.TrainingSession;
import dev.fader.trainer.training.TrainingSession.Taken;
import dev.fader.trainer.training.TrainingSession.Validated;
import java.util.ArrayList;
import java.util.List;

/**
 * What is recorded of an epoch: of its steps, every so manieth, by their numbers alone, so that a run that was resumed
 * has the records of one that was not; of its end, everything.
 */
final class EpochRecords {

    /** Of the steps of an epoch, about so many are recorded. */
    private static final long STEPS_RECORDED = 100;

    private final long every;
    private List<MetricPoint> points = new ArrayList<>();

    EpochRecords(long stepsPerEpoch) {
        this.every = Math.ceilDiv(stepsPerEpoch, STEPS_RECORDED);
    }

    void add(Taken taken) {
        if ((taken.step() + 1) % every == 0) {
            taken.measured().forEach((name, value) -> add(name, taken.step(), value));
        }
    }

    void add(Validated validated, TrainingSession session) {
        long last = session.step() - 1;
        validated.all().forEach((name, value) -> add(name, last, value));
        add("best_validation_sdr_db", last, session.bestSdrDb());
    }

    void add(String name, long step, double value) {
        points.add(new MetricPoint(name, step, value));
    }

    /** What was added since this was asked last. */
    List<MetricPoint> take() {
        List<MetricPoint> taken = points;
        points = new ArrayList<>();
        return taken;
    }
}
