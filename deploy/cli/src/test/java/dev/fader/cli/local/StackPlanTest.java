package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.cli.supervise.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackPlanTest {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void aSettingWinsOverThePlansOwnAndIsGivenOnce() {
        StackPlan plan = plan(Map.of(
                "fader.s3.endpoint", "http://storage.example",
                "fader.worker.models", "/models",
                "fader.lease.duration", "7s"));
        assertThat(options(plan.coordinator()))
                .contains("-Dfader.lease.duration=7s", "-Dfader.kafka.bootstrap-servers=127.0.0.1:19192")
                .filteredOn(option -> option.startsWith("-Dfader.s3.endpoint="))
                .containsExactly("-Dfader.s3.endpoint=http://storage.example");
        assertThat(options(plan.workerParts().getFirst()))
                .filteredOn(option -> option.startsWith("-Dfader.worker.models="))
                .containsExactly("-Dfader.worker.models=/models");
    }

    @Test
    void everyWorkerHasAPortAndALogOfItsOwn() {
        List<Part> workers = plan(Map.of()).workerParts();
        assertThat(workers).extracting(Part::port).containsExactly(18081, 18082, 18083);
        assertThat(workers).extracting(Part::id).containsExactly("worker-1", "worker-2", "worker-3");
        assertThat(options(workers.get(2))).contains("-Dquarkus.http.port=18083");
        assertThat(((JavaPart) workers.get(2)).log()).hasFileName("worker-3.log");
    }

    private static StackPlan plan(Map<String, String> settings) {
        return new StackPlan(new Installation(PROJECT), Path.of("/data"), Ports.DEFAULT, 3, settings);
    }

    private static List<String> options(Part service) {
        return ((JavaPart) service).recipe().jvm();
    }
}
