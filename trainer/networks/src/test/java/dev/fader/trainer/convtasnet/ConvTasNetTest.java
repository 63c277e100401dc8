package dev.fader.trainer.convtasnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.NetworkPrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvTasNetTest {

    @ParameterizedTest
    @CsvSource({"2, 5050545", "3, 5116593", "4, 5182641", "5, 5248689"})
    void thePapersNetworkHasThePapersNumberOfParameters(int sources, long parameters) {
        assertThat(NetworkPrograms.separation(ConvTasNet.paper(sources), Parameters.NAMED)
                        .parameterCount())
                .isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "44100, 44040", // 5 504 frames of 5 511
        "44040, 44040",
        "1000, 1000", // 124 frames are a multiple of four, and 112 would lose more than a fiftieth
        "900, 888", // 110 frames
        "100, 100"
    })
    void whatItLearnsFromFillsRowsOfFramesWhereThatCostsLittle(int samples, int aligned) {
        assertThat(ConvTasNet.paper(4).alignedSamples(samples)).isEqualTo(aligned);
    }

    @Test
    void nothingIsAlignedToLessThanAFilter() {
        ConvTasNet coarse = new ConvTasNet(1, 8, 1000, 8, 8, 8, 8, 3, 1, 1, MaskActivation.SOFTMAX, false);

        assertThat(coarse.alignedSamples(1000)).isEqualTo(1000);
    }

    @Test
    void anEvenBlockKernelWouldShiftFramesAndIsRefused() {
        assertThatThrownBy(() -> new ConvTasNet(4, 32, 16, 8, 8, 8, 8, 4, 2, 1, MaskActivation.SOFTMAX, false))
                .hasMessageContaining("blockKernel must be odd");
    }
}
