package dev.fader.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    private record Found(boolean libtorchHasCuda, int inMachine) implements Gpus {}

    @ParameterizedTest
    @CsvSource({"auto,0,cpu", "auto,2,cuda:0", "cpu,2,cpu", "cuda,1,cuda:0", "cuda:1,2,cuda:1"})
    void theDeviceFollowsFromItsNameAndWhatIsThere(String name, int gpus, String expected) {
        assertThat(Device.named(name, new Found(true, gpus))).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda:1", "gpu", "cuda:x"})
    void aDeviceThatIsNotThereIsRefusedByName(String name) {
        assertThatThrownBy(() -> Device.named(name, new Found(true, 1))).hasMessageContaining(name);
    }

    @Test
    void aGpuThatLibtorchCannotUseIsNotChosen() {
        Gpus machine = new Found(false, 1);

        assertThat(Device.named("auto", machine)).isEqualTo(Device.cpu());
        assertThatThrownBy(() -> Device.named("cuda", machine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this libtorch has no CUDA")
                .hasMessageContaining("PYTORCH_LIBRARY_PATH")
                .hasMessageContaining("PYTORCH_VERSION")
                .hasMessageContaining("PYTORCH_FLAVOR");
    }

    @Test
    void theLibtorchThatIsShippedRunsOnTheProcessor() {
        assertThat(Device.named("auto")).isEqualTo(Device.cpu());
    }
}
