package dev.fader.trainer.foreign;

import java.util.List;

/** A model made elsewhere in the engine that runs its format. For one thread at a time. */
interface ForeignModel extends AutoCloseable {

    /** An array of floats, flat, the last axis next to each other. */
    record Tensor(float[] values, long[] shape) {}

    /**
     * @return the model's outputs
     * @throws IllegalArgumentException if it does not take such inputs, in the engine's words
     */
    List<Tensor> run(List<Tensor> inputs);

    /** What it runs on, as results name it. */
    String deviceName();

    @Override
    void close();
}
