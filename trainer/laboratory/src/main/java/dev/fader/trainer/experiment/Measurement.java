package dev.fader.trainer.experiment;

import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import java.io.IOException;
import java.nio.file.Path;

/** How networks are measured, and under which names their results lie in a folder. */
public interface Measurement {

    /**
     * What is measured.
     *
     * @param name of the result
     * @param trial the network's name
     * @param model file of the trained network
     * @param trainedOn name of the training set
     * @param songs stems of the set to measure on
     * @param set its name
     */
    record Task(String name, String trial, Path model, String trainedOn, StemDataset songs, String set, String split) {}

    /** Whether every result of that name is there. */
    boolean isDone(Path results, String name);

    /** Writes every result that {@link #isDone} asks for. */
    void measure(Path results, Task task, Device device) throws IOException;
}
