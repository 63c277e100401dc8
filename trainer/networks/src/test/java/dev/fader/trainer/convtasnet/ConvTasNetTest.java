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

    @Test
    void anEvenBlockKernelWouldShiftFramesAndIsRefused() {
        assertThatThrownBy(() -> new ConvTasNet(4, 32, 16, 8, 8, 8, 8, 4, 2, 1, MaskActivation.SOFTMAX, false))
                .hasMessageContaining("blockKernel must be odd");
    }
}
