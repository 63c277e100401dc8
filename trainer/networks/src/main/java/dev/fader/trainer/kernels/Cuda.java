package dev.fader.trainer.kernels;

import ai.djl.engine.EngineException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * A GPU as its driver sees it, in the context that libtorch works in: what is launched here on the default stream runs
 * between what libtorch was asked for before and after.
 */
public final class Cuda implements AutoCloseable {

    private static final int COMPUTE_CAPABILITY_MAJOR = 75;
    private static final int COMPUTE_CAPABILITY_MINOR = 76;
    private static final int MOST_SHARED_BYTES = 97;
    private static final int MOST_DYNAMIC_SHARED_BYTES_OF_A_KERNEL = 8;

    private final CudaDriver driver;
    private final int device;
    private final Pointer context;

    private Cuda(CudaDriver driver, int device, Pointer context) {
        this.driver = driver;
        this.device = device;
        this.context = context;
    }

    /**
     * @param index of the GPU, counted from 0 among those that the process can see
     * @throws NoKernelsException if this machine has no driver
     * @throws EngineException with the driver's words, if it refuses
     */
    public static Cuda of(int index) {
        CudaDriver driver = NativeCode.driver();
        check(driver, "cuInit", driver.cuInit(0));
        IntByReference device = new IntByReference();
        check(driver, "cuDeviceGet", driver.cuDeviceGet(device, index));
        PointerByReference context = new PointerByReference();
        check(driver, "cuDevicePrimaryCtxRetain", driver.cuDevicePrimaryCtxRetain(context, device.getValue()));
        return new Cuda(driver, device.getValue(), context.getValue());
    }

    /** Its compute capability: 90 is 9.0. */
    public int capability() {
        return 10 * attribute(COMPUTE_CAPABILITY_MAJOR) + attribute(COMPUTE_CAPABILITY_MINOR);
    }

    /** How much shared memory a kernel may have at the most, in bytes. */
    public int mostSharedBytes() {
        return attribute(MOST_SHARED_BYTES);
    }

    private int attribute(int attribute) {
        IntByReference value = new IntByReference();
        check("cuDeviceGetAttribute", driver.cuDeviceGetAttribute(value, attribute, device));
        return value.getValue();
    }

    /** @param image what the compiler made */
    Pointer load(Memory image) {
        makeCurrent();
        PointerByReference module = new PointerByReference();
        check("cuModuleLoadDataEx", driver.cuModuleLoadDataEx(module, image, 0, null, null));
        return module.getValue();
    }

    void unload(Pointer module) {
        makeCurrent();
        check("cuModuleUnload", driver.cuModuleUnload(module));
    }

    Pointer function(Pointer module, String name, int dynamicSharedBytes) {
        makeCurrent();
        PointerByReference function = new PointerByReference();
        check("cuModuleGetFunction of " + name, driver.cuModuleGetFunction(function, module, name));
        check(
                "cuFuncSetAttribute of " + name,
                driver.cuFuncSetAttribute(
                        function.getValue(), MOST_DYNAMIC_SHARED_BYTES_OF_A_KERNEL, dynamicSharedBytes));
        return function.getValue();
    }

    void launch(String name, Pointer function, int gridX, int gridY, int threads, int sharedBytes, Pointer parameters) {
        makeCurrent();
        int result =
                driver.cuLaunchKernel(function, gridX, gridY, 1, threads, 1, 1, sharedBytes, null, parameters, null);
        if (result != 0) {
            check("cuLaunchKernel of %s (%d × %d)".formatted(name, gridX, gridY), result);
        }
    }

    /** Any thread may call, and each has a current context of its own. */
    private void makeCurrent() {
        check("cuCtxSetCurrent", driver.cuCtxSetCurrent(context));
    }

    private void check(String call, int result) {
        check(driver, call, result);
    }

    /** In libtorch's manner, by which a device that broke and memory that ran out are told. */
    private static void check(CudaDriver driver, String call, int result) {
        if (result != 0) {
            PointerByReference text = new PointerByReference();
            boolean known = driver.cuGetErrorString(result, text) == 0 && text.getValue() != null;
            throw new EngineException("CUDA error: %s (%d, %s)"
                    .formatted(known ? text.getValue().getString(0) : "unknown", result, call));
        }
    }

    @Override
    public void close() {
        check("cuDevicePrimaryCtxRelease", driver.cuDevicePrimaryCtxRelease_v2(device));
    }
}
