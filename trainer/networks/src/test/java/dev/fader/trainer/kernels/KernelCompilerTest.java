package dev.fader.trainer.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where there is CUDA's compiler, which needs no GPU. */
class KernelCompilerTest {

    private static final String SOURCE = """
            extern "C" __global__ void scale(float* x, float by) {
                x[threadIdx.x] *= by * FACTOR;
            }
            """;

    @BeforeEach
    void thereIsACompiler() {
        try {
            NativeCode.compiler();
        } catch (NoKernelsException e) {
            abort(e.getMessage());
        }
    }

    @Test
    void aKernelBecomesMachineCodeOfTheGpu() {
        Memory code = new KernelCompiler().compile("scale.cu", SOURCE, Map.of("FACTOR", 2), 90);

        assertThat(code.getByteArray(1, 3)).isEqualTo("ELF".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aGpuThatIsNewerThanTheCompilerGetsCodeForItsDriverToTranslate() {
        Memory code = new KernelCompiler().compile("scale.cu", SOURCE, Map.of("FACTOR", 2), 9_990);

        assertThat(code.getString(0)).contains(".target sm_").contains(".entry scale");
    }

    @Test
    void aGpuThatIsTooOldIsRefused() {
        assertThatThrownBy(() -> new KernelCompiler().compile("scale.cu", SOURCE, Map.of("FACTOR", 2), 10))
                .isInstanceOf(NoKernelsException.class)
                .hasMessageContaining("this one is a 10");
    }

    @Test
    void aFaultIsToldInTheCompilersWords() {
        assertThatThrownBy(() -> new KernelCompiler().compile("scale.cu", SOURCE, Map.of(), 90))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("scale.cu does not compile (NVRTC_ERROR_COMPILATION")
                .hasMessageContaining("FACTOR");
    }
}
