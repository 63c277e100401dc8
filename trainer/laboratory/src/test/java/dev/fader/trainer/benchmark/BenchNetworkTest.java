package dev.fader.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.benchmark.NetworkContender.Cost;
import dev.fader.trainer.benchmark.NetworkTurns.Turns;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.Agreement;
import dev.fader.trainer.network.NetworkPrograms;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BenchNetworkTest {

    private static final ConvTasNet NETWORK =
            new ConvTasNet(2, 16, 16, 8, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);

    @ParameterizedTest
    @EnumSource(BenchNetworkCommand.Step.class)
    void aTurnIsTimedAndItsResultCanBeCompared(BenchNetworkCommand.Step step) throws Exception {
        Weights weights = NetworkPrograms.separation(NETWORK, Parameters.NAMED).initialWeights(new SplittableRandom(1));
        boolean training = step == BenchNetworkCommand.Step.TRAINING;
        NetworkWorkload workload = NetworkWorkload.of(NETWORK, weights, training, 2, 800);
        try (OurNetwork network = OurNetwork.of(workload, Target.PLAIN, Device.cpu())) {
            int values = training
                    ? weights.names().stream()
                            .mapToInt(name -> weights.get(name).data().length)
                            .sum()
                    : 2 * 2 * 800;

            assertThat(network.result()).hasSize(values);
            assertThat(network.run(2).wallSeconds()).isPositive();
        }
    }

    @Test
    void severalNetworksAreTimedInTurns() throws Exception {
        Weights weights = NetworkPrograms.separation(NETWORK, Parameters.NAMED).initialWeights(new SplittableRandom(1));
        NetworkWorkload workload = NetworkWorkload.of(NETWORK, weights, false, 1, 800);
        try (OurNetwork one = OurNetwork.of(workload, Target.PLAIN, Device.cpu());
                OurNetwork other = OurNetwork.of(workload, Target.PLAIN, Device.cpu())) {
            List<Turns> turns = new NetworkTurns(3, 1).of(List.of(one, other), List.of("one", "other"));

            assertThat(turns).hasSize(2).allSatisfy(each -> {
                assertThat(each.costs()).hasSize(3);
                assertThat(each.median().wallSeconds()).isPositive();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "paper, 44100, 5182641",
        "htmd_net, 22050, 4498799",
        "wave_u_net, 22050, 10263002",
        "conv_tasnet_one_target, 22050, 5588919"
    })
    void aNameStandsForThePublishedNetworkAtItsRate(String name, int rate, long parameters) throws Exception {
        BenchedNetwork network = BenchedNetwork.named(name, 4);

        assertThat(network.sampleRateHz()).isEqualTo(rate);
        assertThat(network.parameters()).isEqualTo(parameters);
    }

    @Test
    void thePeerIsAskedForThePapersNetworkAlone() throws Exception {
        NetworkWorkload other =
                BenchedNetwork.named("conv_tasnet_one_target", 1).workload(false, 1, 0.1);

        assertThatThrownBy(() -> NetworkPeer.start(Path.of("python3"), other, "cpu", Path.of("unused")))
                .hasMessageContaining("leave out --peer-python");
    }

    @Test
    void aNameThatIsNeitherAnArchitectureNorAFileIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> BenchedNetwork.named("unknown", 4))
                .hasMessageContaining("unknown architecture unknown")
                .hasMessageContaining("htmd_net");
    }

    @Test
    void agreementIsTheEnergyOfTheReferenceOverThatOfTheDifference() {
        assertThat(Agreement.db(new float[] {1, 0}, new float[] {0.9f, 0})).isCloseTo(20, within(1e-4));
        assertThatThrownBy(() -> Agreement.db(new float[1], new float[2]))
                .hasMessageContaining("there are 2 values where the reference has 1");
    }

    @Test
    void whatIsSlowOrSomethingElseIsNotOk() {
        NetworkReport report = new NetworkReport(false, Precision.FP32, 1, new Cost(1, 2), 100, 1.01);

        assertThat(report.beside(new Cost(1.5, 3), 100, 90).path("ok").asBoolean())
                .isTrue();
        assertThat(report.beside(new Cost(1.5, 2.5), 100, 90).path("ok").asBoolean())
                .isFalse();
        assertThat(report.beside(new Cost(1.5, 3), 100, 60).path("ok").asBoolean())
                .isFalse();
    }

    @Test
    void halfPrecisionMustAgreeAsFarAsItsBitsReach() {
        Cost three = new Cost(3, 6);
        NetworkReport bf16 = new NetworkReport(false, Precision.BF16, 1, new Cost(1, 2), 100, 1);
        NetworkReport fp16 = new NetworkReport(false, Precision.FP16, 1, new Cost(1, 2), 100, 1);

        assertThat(bf16.beside(three, 100, 41).path("ok").asBoolean()).isTrue();
        assertThat(bf16.beside(three, 100, 39).path("ok").asBoolean()).isFalse();
        assertThat(fp16.beside(three, 100, 56).path("ok").asBoolean()).isTrue();
        assertThat(fp16.beside(three, 100, 54).path("ok").asBoolean()).isFalse();
    }
}
