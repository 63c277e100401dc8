package dev.fader.coordinator.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fader.coordinator.OwnerTest;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.Preset;
import dev.fader.schemas.api.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PresetTest extends OwnerTest {

    @Test
    void presetsAreNamedSettings() throws Exception {
        HttpResponse<String> put = send(request("/v1/presets/quiet?tenant=" + tenant)
                .header("Content-Type", "application/json")
                .PUT(body("{\"gainsDb\": {\"vocals\": -1}, \"format\": \"mp3\"}")));
        assertThat(read(put, Preset.class).builtIn()).isFalse();

        List<Preset> presets =
                FaderJson.mapper().readValue(get("/v1/presets?tenant=" + tenant).body(), new TypeReference<>() {});
        assertThat(presets).extracting(Preset::name).contains("quiet", "instrumental");
        problem(
                send(request("/v1/presets/x")
                        .header("Content-Type", "application/json")
                        .PUT(body("{\"gainsDb\": {\"kazoo\": 1}}"))),
                ProblemType.INVALID_PRESET);
        assertThat(delete("/v1/presets/quiet?tenant=" + tenant).statusCode()).isEqualTo(204);
        problem(delete("/v1/presets/quiet?tenant=" + tenant), ProblemType.NOT_FOUND);
    }
}
