package dev.fader.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    @ParameterizedTest
    @CsvSource({"auto,0,cpu", "auto,2,cuda:0", "cpu,2,cpu", "cuda,1,cuda:0", "cuda:1,2,cuda:1"})
    void theDeviceFollowsFromConfigurationAndWhatIsThere(String configured, int gpus, String expected) {
        assertThat(Device.choose(configured, gpus)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda:1", "gpu", "cuda:x"})
    void aDeviceThatIsNotThereIsRefusedByName(String configured) {
        assertThatThrownBy(() -> Device.choose(configured, 1)).hasMessageContaining(configured);
    }
}
