package dev.fader.trainer.training;

import dev.fader.trainer.data.Fingerprint;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.objective.TrainingPrograms;
import dev.fader.trainer.training.TrainingConfig.Budget;
import dev.fader.trainer.training.TrainingConfig.Rhythm;
import dev.fader.trainer.training.TrainingConfig.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a run trains, and on what: a network ({@link NetworkTraining}), or a mixer of separators. */
public interface Training {

    /** The configuration in one line, as the file of the trained weights has it. */
    String config();

    /** All that decides what is learnt, but for the songs, in one line, as a checkpoint has it. */
    default String identity() {
        return config();
    }

    /**
     * In what a checkpoint's run was another one than this, for people, key by key with both values; empty where it can go on.
     *
     * @param identity as it was written
     */
    List<String> differences(String identity) throws IOException;

    /** The training set's name. */
    String dataName();

    /** As they run on a device; the weights are the same on each. */
    TrainingPrograms programs(Device device);

    Step step();

    Budget budget();

    Rhythm rhythm();

    long seed();

    /** Whether the first weights are those of a model, which is then validated before the first step. */
    boolean beginsWithAModel();

    /** SHA-256 of the first weights where they are a model's, whatever its file is; empty where they are drawn from the seed. */
    default String firstModel() throws IOException {
        return "";
    }

    /** @throws IOException if they are those of a model that is another one */
    Weights firstWeights() throws IOException;

    /** Opens the songs. */
    Material open() throws IOException;

    /** What is recorded of a step besides its learning rate and gradient, by name. */
    Map<String, Double> measured(Report report);

    /** Writes trained weights as a model. @param provenance free text about their training */
    void write(Path file, Map<String, String> provenance, Weights weights) throws IOException;

    /** Songs to learn from, and others to validate on. */
    interface Material {

        /** Safe for threads. @param number of the batch, from 0 */
        Batch batch(long number) throws IOException;

        /** By what the songs that are learnt from, and those that decide, are known again. */
        Fingerprint fingerprint() throws IOException;

        /** How many songs are learnt from. */
        int songs();

        /** How many songs are validated on. */
        int validationSongs();

        /**
         * Measures weights on the same examples as ever.
         *
         * @param entry gets what is measured, by name
         * @return what decides, in dB: more is better
         */
        double validate(TrainingStep network, Map<String, Double> entry) throws IOException;

        /** Of the examples of a validation, those that are measured; less than 1 for a first look only. */
        default double validationShare() {
            return 1;
        }
    }

    /** Examples that pass the network at once, and where they are from. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
    record Batch(Input[] inputs, String description) {}
}
