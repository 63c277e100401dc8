package dev.fader.trainer.kernels;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** Of libtorch's stable C interface (aoti_torch/c/shim.h) what is used, under its own names. */
interface TensorAddresses extends Library {

    /** @param tensor an {@code at::Tensor*}. @return 0, unless it failed */
    int aoti_torch_get_data_ptr(Pointer tensor, PointerByReference address);
}
