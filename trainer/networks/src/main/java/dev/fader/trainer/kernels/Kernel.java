package dev.fader.trainer.kernels;

import ai.djl.engine.EngineException;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;

/** A kernel of a loaded module. */
public final class Kernel {

    private final Cuda cuda;
    private final String name;
    private final Pointer function;
    private final int dynamicSharedBytes;

    Kernel(Cuda cuda, String name, Pointer function, int dynamicSharedBytes) {
        this.cuda = cuda;
        this.name = name;
        this.function = function;
        this.dynamicSharedBytes = dynamicSharedBytes;
    }

    /**
     * Asks for a run after whatever libtorch was asked for; a fault in it is told by a later call, of libtorch or of this.
     *
     * @param gridX blocks
     * @param gridY of as many rows
     * @param threads of a block
     * @param arguments all that the kernel declares; to be used again once this returns
     * @throws EngineException with the driver's words, if it refuses
     */
    public void launch(int gridX, int gridY, int threads, Arguments arguments) {
        cuda.launch(name, function, gridX, gridY, threads, dynamicSharedBytes, arguments);
        // the driver has read them by an address that the collector does not know
        Reference.reachabilityFence(arguments);
    }
}
