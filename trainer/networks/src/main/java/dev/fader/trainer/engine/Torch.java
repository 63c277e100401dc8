package dev.fader.trainer.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** The PyTorch engine of this process and its devices. */
public final class Torch {

    static {
        // DJL reports anonymous use over the network unless told not to, and must never download a library by itself
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        // the profiling executor makes the first calls of every shape slow and gains nothing on these graphs
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    }

    private Torch() {}

    public static Engine engine() {
        return Engine.getEngine("PyTorch");
    }

    /**
     * Chooses a device by name.
     *
     * @param name {@code auto} (CUDA where libtorch sees a GPU, else the CPU), {@code cpu}, {@code cuda} or {@code cuda:1}
     */
    public static Device device(String name) {
        int gpus = engine().getGpuCount();
        if (name.equals("auto")) {
            return gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
        if (name.equals("cpu")) {
            return Device.cpu();
        }
        if (!name.matches("cuda(:\\d+)?")) {
            throw new IllegalArgumentException("unknown device " + name + "; use auto, cpu, cuda or cuda:N");
        }
        int index = name.equals("cuda") ? 0 : Integer.parseInt(name.substring("cuda:".length()));
        if (index >= gpus) {
            throw new IllegalArgumentException(
                    "there is no device %s here: libtorch sees %d GPU(s)".formatted(name, gpus));
        }
        return Device.gpu(index);
    }

    /** The name that {@link #device} takes. */
    public static String nameOf(Device device) {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }

    /** A manager of native memory; whoever asks for it closes it. */
    public static NDManager manager(Device device) {
        return engine().newBaseManager(device);
    }
}
