package dev.fader.trainer.kernels;

/** Compiled kernels by their names. For one thread at a time. */
public interface Kernels extends AutoCloseable {

    /** @param dynamicSharedBytes of each block of threads, at most {@link Cuda#mostSharedBytes} */
    Kernel kernel(String name, int dynamicSharedBytes);

    @Override
    void close();
}
