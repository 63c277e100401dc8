package dev.fader.trainer.htmdnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Parameter;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.network.NetworkPrograms;
import org.junit.jupiter.api.Test;

class HtmdNetTest {

    @Test
    void thePublishedNetworkHasAsManyValuesAsTheAuthorsGraphOfWhichSomeAreStatistics() {
        Program program = NetworkPrograms.separation(HtmdNet.published(), Parameters.NAMED);

        long statistics =
                program.statistics().stream().mapToLong(Parameter::size).sum();
        assertThat(program.parameterCount()).isEqualTo(4_498_799);
        assertThat(statistics).isEqualTo(19_456);
        assertThat(program.parameterCount() + statistics).isEqualTo(4_518_255);
    }

    @Test
    void aWindowThatIsNotWholeOnEveryLevelIsRefusedWithOneThatIs() {
        assertThatThrownBy(() -> new HtmdNet(16_000, 8, 4, 2, 11, 2, 3))
                .hasMessageContaining("2^11")
                .hasMessageContaining("16384");
    }

    @Test
    void thereIsOneTargetAndTheRest() {
        assertThat(HtmdNet.published().with(2, false)).isEqualTo(HtmdNet.published());
        assertThatThrownBy(() -> HtmdNet.published().with(4, false)).hasMessageContaining("two sources");
        assertThatThrownBy(() -> HtmdNet.published().with(2, true)).hasMessageContaining("gains");
    }
}
