package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.cli.bench.ServiceProcess.Networks;
import dev.fader.cli.client.CommandFailure;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {

    @Test
    void whatTheNetworksDidIsFoundAmongTheMetrics() {
        assertThat(Networks.of(List.of(
                        "# TYPE fader_worker_network_seconds counter",
                        "fader_worker_slots_busy 2.0",
                        "fader_worker_network_seconds_total{device=\"cpu\"} 12.25",
                        "fader_worker_network_calls_total 3.0",
                        "fader_worker_network_channels_total 40.0",
                        "fader_worker_network_audio_seconds_total 400.0")))
                .isEqualTo(new Networks(12.25, 3, 40, 400));
    }

    @Test
    void aWorkerThatDoesNotTellThemIsNamed() {
        assertThatThrownBy(() -> Networks.of(List.of("fader_worker_slots_busy 2.0")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("fader_worker_network_seconds_total");
    }

    @Test
    void residentMemoryIsReadFromTheStatusOfTheProcess() {
        assertThat(ServiceProcess.bytes(Stream.of("VmHWM:\t  2048 kB", "VmRSS:\t  1024 kB"), "VmRSS:"))
                .isEqualTo(1 << 20);
        assertThat(new ServiceProcess(ProcessHandle.current().pid(), URI.create("http://127.0.0.1:1")).residentBytes())
                .isGreaterThan(1 << 20);
    }
}
