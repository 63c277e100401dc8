package dev.fader.trainer.combinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.kernels.NoKernelsException;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.onetarget.OneTargetConvTasNet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeparatorShapeTest {

    private static final ConvTasNet PAPER = ConvTasNet.paper(4);

    /** A second at 44 100 Hz: of 5 511 frames. */
    @Test
    void thePapersNetworkIsLaidOutOverAGpu() {
        SeparatorShape shape = new SeparatorShape(PAPER, Precision.FP16);

        assertThat(shape.frames(44_100)).isEqualTo(5_511);
        assertThat(shape.productBlocks(5_511)).isEqualTo(87);
        assertThat(shape.productThreads()).isEqualTo(256);
        assertThat(shape.productSharedBytes()).isEqualTo(98_432);
        assertThat(shape.depthwiseThreads()).isEqualTo(256);
        // chains: 689 of dilation 1, 6 times 128 of the last
        assertThat(shape.depthwiseBlocks(5_511, 0)).isEqualTo(173);
        assertThat(shape.depthwiseBlocks(5_511, 7)).isEqualTo(192);
        assertThat(shape.depthwiseBlocks(5_511, 8)).isEqualTo(173);
        assertThat(shape.mostDepthwiseBlocks(5_511)).isEqualTo(192);
        assertThat(shape.maskBlocks(5_511)).isEqualTo(87);
        assertThat(shape.maskSharedBytes()).isEqualTo(81_920);
    }

    @Test
    void theSourceIsToldItsSizes() {
        SeparatorShape shape = new SeparatorShape(PAPER, Precision.BF16);

        assertThat(shape.macros())
                .containsEntry("FRAMES", 64)
                .containsEntry("STAGES", 2)
                .containsEntry("HIDDEN", 512)
                .containsEntry("BOTTLENECK", 128)
                .containsEntry("SKIP", 128)
                .containsEntry("TAPS", 3)
                .containsEntry("SOURCES", 4)
                .containsEntry("FILTERS", 512)
                .containsEntry("MASKS", 0)
                .containsEntry("BFLOAT16", 1);
    }

    @Test
    void aNetworkOfOtherSizesIsRefusedWithTheReason() {
        assertThat(SeparatorShape.misfit(PAPER)).isEmpty();
        assertThat(SeparatorShape.misfit(PAPER.with(4, true)).orElseThrow()).contains("sees the gains");
        assertThat(SeparatorShape.misfit(PAPER.with(9, false)).orElseThrow()).contains("9 sources");
        assertThat(misfit(96, 128, 128, 3)).contains("hidden is 96");
        assertThat(misfit(128, 96, 128, 3)).contains("96, 128 and 64");
        assertThat(misfit(2176, 128, 128, 3)).contains("hidden is 2176");
        assertThat(misfit(128, 64, 128, 3)).contains("192 together");
        assertThat(misfit(128, 128, 128, 11)).contains("blockKernel is 11");
    }

    private static String misfit(int hidden, int bottleneck, int skip, int taps) {
        return SeparatorShape.misfit(
                        new ConvTasNet(2, 64, 16, 8, bottleneck, hidden, skip, taps, 2, 1, MaskActivation.RELU, false))
                .orElseThrow();
    }

    @Test
    void whatHasNoKernelsIsToldSoWithTheReason() {
        assertThatThrownBy(() -> load(OneTargetConvTasNet.published(), Precision.FP16))
                .isInstanceOf(NoKernelsException.class)
                .hasMessageContaining("not for a OneTargetConvTasNet");
        assertThatThrownBy(() -> load(PAPER, Precision.FP16))
                .isInstanceOf(NoKernelsException.class)
                .hasMessage("cpu is no GPU");
        assertThatThrownBy(() -> load(PAPER, Precision.FP32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fp16 or bf16");
    }

    private static void load(Network network, Precision precision) {
        Weights weights =
                NetworkPrograms.combinations(network, Parameters.NAMED).initialWeights(new SplittableRandom(1));
        Combinations.load(network, weights, new Target(Form.GPU_KERNELS, precision), Device.cpu())
                .close();
    }
}
