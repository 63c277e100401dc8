package dev.fader.trainer.engine;

import ai.djl.engine.EngineException;
import org.jspecify.annotations.Nullable;

/** Memory that ran out, of the process or of its device: libtorch tells it from other faults in words only. */
public final class MemoryShortage {

    private MemoryShortage() {}

    /** Whether that is what a failure says. */
    public static boolean is(@Nullable Throwable failure) {
        if (failure instanceof EngineException) {
            String says = String.valueOf(failure.getMessage());
            // of a GPU, and of the processor
            return says.contains("out of memory") || says.contains("can't allocate memory");
        }
        return failure instanceof OutOfMemoryError;
    }
}
