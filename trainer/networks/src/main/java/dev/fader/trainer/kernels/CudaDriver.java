package dev.fader.trainer.kernels;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** Of the driver's interface ({@code libcuda}, cuda.h) what is used, under its own names. Each returns an error's number, or 0. */
interface CudaDriver extends Library {

    int cuInit(int flags);

    int cuGetErrorString(int error, PointerByReference text);

    int cuDeviceGet(IntByReference device, int ordinal);

    int cuDeviceGetAttribute(IntByReference value, int attribute, int device);

    int cuDevicePrimaryCtxRetain(PointerByReference context, int device);

    /** What the header calls cuDevicePrimaryCtxRelease. */
    int cuDevicePrimaryCtxRelease_v2(int device);

    int cuCtxSetCurrent(Pointer context);

    int cuModuleLoadDataEx(
            PointerByReference module, Pointer image, int options, @Nullable Pointer names, @Nullable Pointer values);

    int cuModuleUnload(Pointer module);

    int cuModuleGetFunction(PointerByReference function, Pointer module, String name);

    int cuFuncSetAttribute(Pointer function, int attribute, int value);

    /**
     * @param stream null: the default one
     * @param parameters addresses of the arguments, which are read before this returns
     */
    int cuLaunchKernel(
            Pointer function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int dynamicSharedBytes,
            @Nullable Pointer stream,
            Pointer parameters,
            @Nullable Pointer extra);
}
