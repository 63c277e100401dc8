package dev.fader.trainer.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Map;

/** Compiled kernels on a GPU. For one thread at a time. */
public final class KernelModule implements AutoCloseable {

    private final Cuda cuda;
    private final Pointer module;

    private KernelModule(Cuda cuda, Pointer module) {
        this.cuda = cuda;
        this.module = module;
    }

    /**
     * @param cuda stays open as long as this
     * @param name of the source, as messages name it
     * @param source CUDA C++, with its kernels under C names
     * @param macros that it reads
     * @throws NoKernelsException if there is no compiler, or none for this GPU
     * @throws IllegalStateException with the compiler's words, if it refuses
     */
    public static KernelModule compile(Cuda cuda, String name, String source, Map<String, Integer> macros) {
        Memory code = new KernelCompiler().compile(name, source, macros, cuda.capability());
        return new KernelModule(cuda, cuda.load(code));
    }

    /** @param dynamicSharedBytes of each block of threads, at most {@link Cuda#mostSharedBytes} */
    public Kernel kernel(String name, int dynamicSharedBytes) {
        return new Kernel(cuda, name, cuda.function(module, name, dynamicSharedBytes), dynamicSharedBytes);
    }

    @Override
    public void close() {
        cuda.unload(module);
    }
}
