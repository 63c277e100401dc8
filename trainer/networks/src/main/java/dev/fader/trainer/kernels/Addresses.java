package dev.fader.trainer.kernels;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** Where arrays of the engine lie in their device's memory. */
public final class Addresses {

    private final TensorAddresses libtorch = NativeCode.tensors();

    /**
     * The address of an array's first value, for as long as the array is.
     *
     * @param array contiguous: nobody else can tell in which order its values lie
     * @throws IllegalStateException if libtorch does not tell
     */
    public long of(NDArray array) {
        PointerByReference address = new PointerByReference();
        int failure = libtorch.aoti_torch_get_data_ptr(new Pointer(((PtNDArray) array).getHandle()), address);
        if (failure != 0) {
            throw new IllegalStateException("libtorch does not tell the address of " + array.getShape());
        }
        return Pointer.nativeValue(address.getValue());
    }
}
