package dev.fader.trainer.kernels;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.fader.trainer.engine.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The libraries that are called, each looked for once it is needed. */
final class NativeCode {

    /** Their symbols are for those alone who ask for them: libtorch's would stand before those of other libraries. */
    private static final int RTLD_LAZY = 1;

    private NativeCode() {}

    /** @throws NoKernelsException if this machine has no driver */
    static CudaDriver driver() {
        return load(CudaDriver.class, "cuLaunchKernel", List.of("libcuda.so.1"), "NVIDIA's driver");
    }

    /** The compiler that libtorch brings, or else one of a toolkit. @throws NoKernelsException if there is none */
    static Nvrtc compiler() {
        return load(
                Nvrtc.class,
                "nvrtcGetCUBIN",
                List.of(
                        besideLibtorch("libcaffe2_nvrtc.so"),
                        "libcaffe2_nvrtc.so",
                        "libnvrtc.so.12",
                        "libnvrtc.so.13",
                        "libnvrtc.so"),
                "CUDA's run-time compiler");
    }

    /** Libtorch as the engine has loaded it. */
    static TensorAddresses tensors() {
        return load(
                TensorAddresses.class,
                "aoti_torch_get_data_ptr",
                List.of(besideLibtorch("libtorch_cpu.so"), "libtorch_cpu.so"),
                "libtorch's C interface");
    }

    private static String besideLibtorch(String name) {
        Torch.engine();
        return Path.of(LibUtils.getLibtorchPath()).resolve(name).toString();
    }

    /**
     * The first of some files that has what is wanted.
     *
     * @param function that it must have, itself or in a library that it needs
     * @throws NoKernelsException naming all files and why each was refused, if none has it
     */
    static <L extends Library> L load(Class<L> type, String function, List<String> files, String what) {
        List<String> refusals = new ArrayList<>();
        UnsatisfiedLinkError last = new UnsatisfiedLinkError(what);
        for (String file : files) {
            try {
                Map<String, Object> options = Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY);
                Function unused = NativeLibrary.getInstance(file, options).getFunction(function);
                return Native.load(file, type, options);
            } catch (UnsatisfiedLinkError e) {
                refusals.add(file + ": "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
                last = e;
            }
        }
        throw new NoKernelsException("%s cannot be loaded (%s)".formatted(what, String.join("; ", refusals)), last);
    }
}
