package dev.fader.trainer.kernels;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeCodeTest {

    @Test
    void itIsSaidWhichFilesWereLookedForAndWhyEachWasRefused() {
        assertThatThrownBy(() -> NativeCode.load(
                        CudaDriver.class, "cuInit", List.of("libabsent.so.1", "/nowhere/libcuda.so.1"), "the driver"))
                .isInstanceOf(NoKernelsException.class)
                .hasMessageStartingWith("the driver cannot be loaded (libabsent.so.1: ")
                .hasMessageContaining("/nowhere/libcuda.so.1: ");
    }

    @Test
    void aLibraryThatHasNotWhatIsWantedIsRefused() {
        assertThatThrownBy(() -> NativeCode.load(CudaDriver.class, "cuInit", List.of("libm.so.6"), "the driver"))
                .isInstanceOf(NoKernelsException.class)
                .hasMessageContaining("libm.so.6: ")
                .hasMessageContaining("cuInit");
    }

    @Test
    void whereThereIsNoDriverThatIsWhatIsSaid() {
        assumeTrue(Torch.gpus().inMachine() == 0 && Device.named("auto") instanceof Device.Cpu);

        assertThatThrownBy(() -> Cuda.of(0)).hasMessageContaining("NVIDIA's driver cannot be loaded");
    }
}
