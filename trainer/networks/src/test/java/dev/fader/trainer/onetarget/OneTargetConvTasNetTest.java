package dev.fader.trainer.onetarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.NetworkPrograms;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class OneTargetConvTasNetTest {

    @Test
    void thePublishedNetworkHasThePublishedNumberOfParameters() {
        long parameters = NetworkPrograms.separation(OneTargetConvTasNet.published(), Parameters.NAMED)
                .parameterCount();

        assertThat(parameters).isEqualTo(5_588_919).isCloseTo(5_500_000L, Percentage.withPercentage(3));
    }

    @Test
    void thereIsOneTargetAndTheRest() {
        OneTargetConvTasNet network = OneTargetConvTasNet.published();

        assertThat(network.with(2, false)).isEqualTo(network);
        assertThatThrownBy(() -> network.with(3, false)).hasMessageContaining("two sources");
    }
}
