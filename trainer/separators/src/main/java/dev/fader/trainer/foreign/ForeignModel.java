package dev.fader.trainer.foreign;

import java.util.List;
import java.util.Locale;

/** A model made elsewhere in the engine that runs its format. For one thread at a time. */
interface ForeignModel extends AutoCloseable {

    /** An array of floats, flat, the last axis next to each other. */
    record Tensor(float[] values, long[] shape) {}

    /**
     * @return the model's outputs
     * @throws IllegalArgumentException if it does not take such inputs, in the engine's words
     * @throws OutOfMemoryError if it wants more memory than there is
     */
    List<Tensor> run(List<Tensor> inputs);

    /**
     * What an engine's refusal means; engines say in words only that memory was short.
     *
     * @param words of it, for whoever made the model
     */
    static IllegalArgumentException refusal(Exception failure, String words) {
        String lower = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (NO_MEMORY.stream().anyMatch(lower::contains)) {
            OutOfMemoryError error = new OutOfMemoryError("the model wants more memory than there is");
            error.initCause(failure);
            throw error;
        }
        return new IllegalArgumentException("the model does not take its input: " + words, failure);
    }

    /** As PyTorch and ONNX Runtime say it, in lower case. */
    List<String> NO_MEMORY =
            List.of("out of memory", "can't allocate memory", "failed to allocate memory", "bad_alloc");

    /** What it runs on, as results name it. */
    String deviceName();

    @Override
    void close();
}
