package dev.fader.trainer.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;

/** Compiles CUDA C++ for a GPU, in this process. */
final class KernelCompiler {

    private final Nvrtc nvrtc = NativeCode.compiler();

    /**
     * @param name of the source, as messages name it
     * @param macros that the source reads
     * @param capability of the GPU: 90 is 9.0
     * @return machine code; of a GPU that is newer than the compiler, code that its driver makes into that
     * @throws IllegalStateException with the compiler's words
     */
    Memory compile(String name, String source, Map<String, Integer> macros, int capability) {
        int newest = newestUpTo(capability);
        boolean exactly = newest == capability;
        PointerByReference program = new PointerByReference();
        check("nvrtcCreateProgram", nvrtc.nvrtcCreateProgram(program, source, name, 0, null, null));
        try {
            List<String> options = new ArrayList<>();
            options.add("--gpu-architecture=%s_%d".formatted(exactly ? "sm" : "compute", newest));
            options.add("--std=c++17");
            macros.forEach((macro, value) -> options.add("-D%s=%d".formatted(macro, value)));
            int result = nvrtc.nvrtcCompileProgram(program.getValue(), options.size(), options.toArray(String[]::new));
            if (result != 0) {
                throw new IllegalStateException("%s does not compile (%s, %s): %s"
                        .formatted(name, nvrtc.nvrtcGetErrorString(result), options, log(program.getValue())));
            }
            return exactly ? cubin(program.getValue()) : ptx(program.getValue());
        } finally {
            // what went wrong before is the news
            int unused = nvrtc.nvrtcDestroyProgram(program);
        }
    }

    /** The newest architecture that the compiler knows and the GPU understands. */
    private int newestUpTo(int capability) {
        IntByReference count = new IntByReference();
        check("nvrtcGetNumSupportedArchs", nvrtc.nvrtcGetNumSupportedArchs(count));
        int[] known = new int[count.getValue()];
        check("nvrtcGetSupportedArchs", nvrtc.nvrtcGetSupportedArchs(known));
        return Arrays.stream(known)
                .filter(each -> each <= capability)
                .max()
                .orElseThrow(() ->
                        new NoKernelsException("CUDA's run-time compiler is made for GPUs of %s, and this one is a %d"
                                .formatted(Arrays.toString(known), capability)));
    }

    private Memory cubin(Pointer program) {
        return read("nvrtcGetCUBIN", program, nvrtc::nvrtcGetCUBINSize, nvrtc::nvrtcGetCUBIN);
    }

    private Memory ptx(Pointer program) {
        return read("nvrtcGetPTX", program, nvrtc::nvrtcGetPTXSize, nvrtc::nvrtcGetPTX);
    }

    private String log(Pointer program) {
        return read("nvrtcGetProgramLog", program, nvrtc::nvrtcGetProgramLogSize, nvrtc::nvrtcGetProgramLog)
                .getString(0);
    }

    private Memory read(
            String call,
            Pointer program,
            ToIntBiFunction<Pointer, LongByReference> sizeOf,
            ToIntBiFunction<Pointer, Memory> into) {
        LongByReference size = new LongByReference();
        check(call + "Size", sizeOf.applyAsInt(program, size));
        Memory content = new Memory(size.getValue());
        check(call, into.applyAsInt(program, content));
        return content;
    }

    private void check(String call, int result) {
        if (result != 0) {
            throw new IllegalStateException("%s: %s".formatted(call, nvrtc.nvrtcGetErrorString(result)));
        }
    }
}
