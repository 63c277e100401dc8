package dev.fader.trainer.kernels;

/** A compiled kernel. */
@FunctionalInterface
public interface Kernel {

    /**
     * Asks for a run after whatever libtorch was asked for; a fault in it is told by a later call, of libtorch or of this.
     *
     * @param gridX blocks
     * @param gridY of as many rows
     * @param threads of a block
     * @param arguments all that the kernel declares; to be used again once this returns
     * @throws ai.djl.engine.EngineException with the driver's words, if it refuses
     */
    void launch(int gridX, int gridY, int threads, Arguments arguments);
}
