package dev.fader.trainer.training;

import dev.fader.trainer.engine.TrainingStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The best weights of a run so far, kept in a file that is a model, and how long nothing better has come. */
final class BestWeights {

    private final Path file;
    private final Training training;
    private Standing standing;

    /** @param standing of the weights in the file */
    BestWeights(Path file, Training training, Standing standing) {
        this.file = file;
        this.training = training;
        this.standing = standing;
    }

    Path file() {
        return file;
    }

    Standing standing() {
        return standing;
    }

    /** Whether the run's patience has ended. */
    boolean hopeless() {
        return training.budget().patience() > 0
                && standing.stale() >= training.budget().patience();
    }

    /**
     * Keeps weights that are better than those before.
     *
     * @param steps that led to them
     * @param validations all that was measured, for the file
     * @return whether they are
     */
    boolean offer(TrainingStep network, long steps, double measuredDb, Map<String, Double> validations)
            throws IOException {
        Standing before = standing;
        standing = before.after(measuredDb, training.step().learningRate());
        if (!before.isBetter(measuredDb)) {
            return false;
        }
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("training", training.config());
        provenance.put("data", training.dataName());
        provenance.put("steps", Long.toString(steps));
        validations.forEach((name, value) -> provenance.put(name, value.toString()));
        training.write(file, provenance, network.forUse());
        return true;
    }
}
