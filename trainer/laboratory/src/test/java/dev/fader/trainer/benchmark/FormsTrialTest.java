package dev.fader.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.trainer.benchmark.FormsTrial.Planned;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.network.NetworkPrograms;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FormsTrialTest {

    private static final Target FOLDED = new Target(Form.FOLDED, Precision.FP32);

    private final ObjectNode report = Json.MAPPER.createObjectNode();

    @Test
    void whatIsPlannedIsMeasuredAndComparedWhereItIsOneMixture() throws Exception {
        trial().run(
                        List.of(
                                new Planned(false, 0.1, 1, FOLDED),
                                new Planned(false, 0.1, 2, FOLDED),
                                new Planned(true, 0.1, 2, Target.PLAIN)),
                        Duration.ofSeconds(3));

        JsonNode lines = report.get("measurements");
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(line.get("audio_seconds_per_second").asDouble())
                                .isPositive());
        assertThat(lines.get(0).get("agreement_db").asDouble()).isNotNaN().isGreaterThan(100);
        assertThat(lines.get(1).has("agreement_db")).isFalse();
        assertThat(lines.get(2).get("step").asText()).isEqualTo("training");
    }

    @Test
    void whatTheTimeDoesNotAllowIsCounted() throws Exception {
        trial().run(List.of(new Planned(false, 0.1, 2, FOLDED)), Duration.ZERO);

        assertThat(report.get("measurements")).isEmpty();
        assertThat(report.get("left_out").asInt()).isEqualTo(1);
    }

    private FormsTrial trial() {
        ConvTasNet network = new ConvTasNet(2, 16, 16, 8, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);
        BenchedNetwork benched = new BenchedNetwork(
                "small",
                network,
                NetworkPrograms.separation(network, Parameters.NAMED).initialWeights(new SplittableRandom(1)),
                8_000);
        return new FormsTrial(benched, Device.cpu(), report);
    }
}
