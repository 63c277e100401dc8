package dev.fader.worker.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.engine.Device;
import dev.fader.worker.config.WorkerConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static Capacity of(Device device, int cores, Map<String, String> settings) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withDefaultValue("java.io.tmpdir", "/tmp")
                // only Quarkus reads 20s
                .withDefaultValue("fader.worker.drain", "PT20S");
        settings.forEach(config::withDefaultValue);
        return Capacity.of(config.build().getConfigMapping(WorkerConfig.class), device, cores);
    }

    @Test
    void whatIsInHandFollowsTheDevice() {
        assertThat(of(Device.cpu(), 64, Map.of())).isEqualTo(new Capacity(3, 1));
        assertThat(of(new Device.Cuda(0), 16, Map.of())).isEqualTo(new Capacity(16, 16));
        assertThat(of(new Device.Cuda(0), 2, Map.of()).slots())
                .as("few cores decode and encode")
                .isEqualTo(4);
        assertThat(of(new Device.Cuda(0), 128, Map.of()).slots()).isEqualTo(16);
    }

    @Test
    void whatIsSetCounts() {
        assertThat(of(new Device.Cuda(0), 16, Map.of("fader.worker.slots", "5")))
                .isEqualTo(new Capacity(5, 16));
        assertThat(of(Device.cpu(), 2, Map.of("fader.worker.channels-at-once", "4")))
                .isEqualTo(new Capacity(3, 4));
        assertThatThrownBy(() -> of(Device.cpu(), 2, Map.of("fader.worker.slots", "0")))
                .hasMessageContaining("fader.worker.slots");
    }
}
