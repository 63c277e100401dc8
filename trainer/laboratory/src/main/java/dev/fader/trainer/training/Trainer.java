package dev.fader.trainer.training;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.training.TrainingSession.Taken;
import dev.fader.trainer.training.TrainingSession.Validated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a training from its first step to its last; started again in the same folder it goes on where it stopped. */
public final class Trainer {

    private final Training training;
    private final Path run;
    private final Device device;
    private final TrainingProgress progress;

    /** @param run folder of the run: {@code checkpoint.safetensors}, {@code best.safetensors}, {@code log.ndjson} */
    public Trainer(Training training, Path run, Device device, TrainingProgress progress) {
        this.training = training;
        this.run = run;
        this.device = device;
        this.progress = progress;
    }

    /** Runs to the last step, or until nothing gets better. @return the best weights, which are also in {@code best.safetensors} */
    public Path train() throws IOException, InterruptedException {
        try (TrainingSession session = new TrainingSession(training, run, device)) {
            if (session.ended()) {
                return session.best(); // without a look at the data, which may be slow to open
            }
            RunLog log = RunLog.open(run.resolve("log.ndjson"), session.step());
            if (session.step() == 0 && training.beginsWithAModel()) {
                Map<String, Object> entry = new LinkedHashMap<>(Map.of("step", -1));
                entry.putAll(validate(session));
                log.add(entry);
            }
            Taken untold = null;
            long began = System.nanoTime();
            while (!session.ended()) {
                long now = System.nanoTime();
                Taken taken = session.take();
                if (untold != null) {
                    // the device has the next step meanwhile
                    log.add(told(untold, now - began));
                }
                untold = taken;
                began = now;
                if (session.checkpointDue() || session.epochEnded()) {
                    taken.await();
                    Map<String, Object> entry = told(taken, System.nanoTime() - began);
                    if (session.epochEnded()) {
                        entry.putAll(validate(session));
                    }
                    log.add(entry);
                    untold = null;
                    session.writeCheckpoint();
                    session.keep();
                }
            }
            progress.waited(session.waited());
            return session.best();
        }
    }

    /** @return what was measured, for the log */
    private Map<String, Double> validate(TrainingSession session) throws IOException {
        Validated validated = session.validate();
        progress.validated(session.step(), validated.sdrDb(), session.bestSdrDb());
        return validated.all();
    }

    /** @param nanos from the step's beginning to the next one's, or to its end. @return for the log */
    private Map<String, Object> told(Taken taken, long nanos) {
        progress.step(taken.step(), taken.report(), taken.learningRate());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("step", taken.step());
        entry.putAll(taken.measured());
        entry.put("seconds", Math.round(nanos / 1e6) / 1e3);
        return entry;
    }
}
