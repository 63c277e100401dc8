package dev.fader.trainer.kernels;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** Of the run-time compiler's interface (nvrtc.h) what is used, under its own names. Each returns an error's number, or 0. */
interface Nvrtc extends Library {

    String nvrtcGetErrorString(int result);

    int nvrtcGetNumSupportedArchs(IntByReference count);

    int nvrtcGetSupportedArchs(int[] architectures);

    int nvrtcCreateProgram(
            PointerByReference program,
            String source,
            String name,
            int headers,
            @Nullable Pointer headerTexts,
            @Nullable Pointer includeNames);

    int nvrtcCompileProgram(Pointer program, int options, String[] values);

    int nvrtcGetProgramLogSize(Pointer program, LongByReference size);

    int nvrtcGetProgramLog(Pointer program, Memory log);

    int nvrtcGetCUBINSize(Pointer program, LongByReference size);

    int nvrtcGetCUBIN(Pointer program, Memory cubin);

    int nvrtcGetPTXSize(Pointer program, LongByReference size);

    int nvrtcGetPTX(Pointer program, Memory ptx);

    int nvrtcDestroyProgram(PointerByReference program);
}
