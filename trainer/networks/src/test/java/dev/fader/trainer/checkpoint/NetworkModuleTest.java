package dev.fader.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.network.Network;
import org.junit.jupiter.api.Test;

class NetworkModuleTest {

    private static final ConvTasNet NETWORK = ConvTasNet.paper(4);

    @Test
    void aNetworkWithoutTheNameOfItsArchitectureIsAConvTasNet() throws JsonProcessingException {
        String json = Json.MAPPER.writeValueAsString(NETWORK);

        assertThat(json).startsWith("{\"sources\":4,").doesNotContain("architecture");
        assertThat(Json.MAPPER.readValue(json, Network.class)).isEqualTo(NETWORK);
    }

    @Test
    void aNetworkMayNameTheStandardArchitecture() throws JsonProcessingException {
        String json = Json.MAPPER.writeValueAsString(NETWORK).replace("{", "{\"architecture\":\"conv_tasnet\",");

        assertThat(Json.MAPPER.readValue(json, Network.class)).isEqualTo(NETWORK);
    }

    @Test
    void anArchitectureThatIsNotListedIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> Json.MAPPER.readValue("{\"architecture\":\"gpt\"}", Network.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("unknown architecture gpt")
                .hasMessageContaining("conv_tasnet");
    }
}
