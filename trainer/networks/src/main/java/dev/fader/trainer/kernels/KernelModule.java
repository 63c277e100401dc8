package dev.fader.trainer.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.util.Map;

/** Kernels on a GPU. */
public final class KernelModule implements Kernels {

    private final Cuda cuda;
    private final Pointer module;

    private KernelModule(Cuda cuda, Pointer module) {
        this.cuda = cuda;
        this.module = module;
    }

    /**
     * @param cuda is closed with this
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

    @Override
    public Kernel kernel(String name, int dynamicSharedBytes) {
        Pointer function = cuda.function(module, name, dynamicSharedBytes);
        return (gridX, gridY, threads, arguments) -> {
            cuda.launch(name, function, gridX, gridY, threads, dynamicSharedBytes, arguments.parameters());
            // the driver reads the values by addresses that the collector does not know
            Reference.reachabilityFence(arguments);
        };
    }

    @Override
    public void close() {
        cuda.unload(module);
        cuda.close();
    }
}
