package dev.fader.trainer.combinations;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelProofTest {

    private static final ConvTasNet NETWORK =
            new ConvTasNet(2, 64, 16, 8, 64, 128, 64, 3, 2, 1, MaskActivation.SIGMOID, false);
    private static final Weights WEIGHTS =
            NetworkPrograms.combinations(NETWORK, Parameters.NAMED).initialWeights(new SplittableRandom(1));

    @ParameterizedTest
    @EnumSource(names = {"FP16", "BF16"})
    void kernelsThatGiveWhatTheNetworkGivesAreTrusted(Precision precision) {
        SeparatorShape shape = new SeparatorShape(NETWORK, precision);

        assertThatCode(() -> prove(shape, shape.macros())).doesNotThrowAnyException();
    }

    @Test
    void kernelsThatGiveSomethingElseAreNot() {
        SeparatorShape shape = new SeparatorShape(NETWORK, Precision.FP16);
        Map<String, Integer> others = shape.macros();
        others.put("MASKS", 2);

        assertThatThrownBy(() -> prove(shape, others))
                .isInstanceOf(FailedProofException.class)
                .hasMessageStartingWith("on cpu they agree with the network to ")
                .hasMessageEndingWith("where fp16 should to 40 dB");
    }

    private static void prove(SeparatorShape shape, Map<String, Integer> macros) {
        try (Combinations kernels = SeparatorKernels.of(shape, WEIGHTS, Device.cpu(), new ReferenceKernels(macros));
                Combinations program = Combinations.load(NETWORK, WEIGHTS, Target.PLAIN, Device.cpu())) {
            KernelProof.require(kernels, program, NETWORK, shape.precision(), Device.cpu());
        }
    }
}
