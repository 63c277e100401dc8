package dev.fader.trainer.engine;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import org.jspecify.annotations.Nullable;

/** The PyTorch engine of this process. Its libraries are loaded by whoever asks for it first. */
public final class Torch {

    private Torch() {}

    /** The engine, with our settings: they are read once, when it is loaded. */
    public static synchronized Engine engine() {
        // DJL reports anonymous use over the network unless told not to, and must never download a library by itself
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        // the profiling executor makes the first calls of every shape slow and gains nothing on these graphs
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        return Engine.getEngine("PyTorch");
    }

    /** The GPUs here. Loads the engine when asked. */
    public static Gpus gpus() {
        return new Gpus() {
            @Override
            public boolean libtorchHasCuda() {
                return engine().hasCapability(StandardCapabilities.CUDA);
            }

            @Override
            public int inMachine() {
                return engine().getGpuCount();
            }
        };
    }

    /** Bytes of a GPU's memory that are in use, by whichever process; null for processors, which have none of their own. */
    public static @Nullable Long memoryInUse(Device device) {
        return device instanceof Device.Cuda
                ? (Long) CudaUtils.getGpuMemory(djl(device)).getUsed()
                : null;
    }

    /** How many threads the engine computes with on the processor. */
    public static int threads() {
        engine();
        return JniUtils.getNumThreads();
    }

    /** Sets the generator from which programs draw, such as what they drop: a step that is taken again draws the same. */
    public static void seed(long seed) {
        engine().setRandomSeed((int) seed);
    }

    /** A manager of native memory; whoever asks for it closes it. */
    public static NDManager manager(Device device) {
        return engine().newBaseManager(djl(device));
    }

    /** A place to load a model into; whoever asks for it closes it. */
    public static Model model(String name, Device device) {
        engine();
        return Model.newInstance(name, djl(device), "PyTorch");
    }

    static ai.djl.Device djl(Device device) {
        return switch (device) {
            case Device.Cpu cpu -> ai.djl.Device.cpu();
            case Device.Cuda(int index) -> ai.djl.Device.gpu(index);
        };
    }
}
