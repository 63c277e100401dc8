package dev.fader.trainer.waveunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.OneInput;
import dev.fader.trainer.graph.Resampling;
import dev.fader.trainer.network.NetworkPrograms;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WaveUNetTest {

    @Test
    void aDownBlockFiltersKeepsThatForTheWayUpAndHandsOnEverySecondSample() {
        // 1, −2, 3, −4 under the taps 1, 10, 100 and an offset: −189.5, 281.5, −371.5, −36.5, of which the negative
        // shrink to a fifth
        OneInput input = OneInput.of(1, 1, 4).with("weight", 1, 10, 100).with("bias", 0.5f);
        float[] x = {1, -2, 3, -4};

        float[] skip =
                input.run(x, (scope, in) -> new DownBlock(1, 3).apply(scope, in).skip());
        float[] down =
                input.run(x, (scope, in) -> new DownBlock(1, 3).apply(scope, in).down());

        assertThat(skip).containsExactly(new float[] {-37.9f, 281.5f, -74.3f, -7.3f}, within(1e-4f));
        assertThat(down).containsExactly(new float[] {-37.9f, -74.3f}, within(1e-4f));
    }

    @Test
    void anUpBlockInterpolatesThenFiltersThatTogetherWithWhatTheWayDownKept() {
        // kept: 1, 1, 3, 3 through the middle tap; interpolated: 1, 2, 3, 3 one sample later; less 3
        float[] y = OneInput.of(1, 1, 2)
                .with("weight", 0, 1, 0, 1, 0, 0)
                .with("bias", -3)
                .run(new float[] {1, 3}, (scope, x) -> new UpBlock(1, 3).apply(scope, x, Resampling.nearest(x)));

        assertThat(y).containsExactly(new float[] {-0.4f, -0.2f, 2, 3}, within(1e-5f));
    }

    @Test
    void thePublishedNetworkHasThePublishedNumberOfParameters() {
        long parameters = NetworkPrograms.separation(WaveUNet.published(), Parameters.NAMED)
                .parameterCount();

        assertThat(parameters).isEqualTo(10_263_002).isCloseTo(10_300_000L, Percentage.withPercentage(3));
    }

    @Test
    void ofMoreSourcesTheLastIsTheRest() {
        WaveUNet four = WaveUNet.published().with(4, false);

        // two more outputs of 24 + 1 weights and an offset each
        assertThat(NetworkPrograms.separation(four, Parameters.NAMED).parameterCount())
                .isEqualTo(10_263_002 + 2 * 26);
        assertThatThrownBy(() -> WaveUNet.published().with(1, false)).hasMessageContaining("at least two");
    }

    @Test
    void aWindowThatIsNotWholeOnEveryLevelIsRefusedWithOneThatIs() {
        assertThatThrownBy(() -> new WaveUNet(2, 8_192 + 1, 12, 24, 15, 5))
                .hasMessageContaining("2^12")
                .hasMessageContaining("16384");
    }
}
