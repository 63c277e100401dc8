package dev.fader.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.remix.Gain;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariantOptionTest {

    @Test
    void aVariantIsAPresetOrGains() {
        assertThat(VariantOption.parse("karaoke:instrumental").variant().preset())
                .isEqualTo("instrumental");
        assertThat(VariantOption.parse("loud:vocals=3,drums=mute").variant().gainsDb())
                .isEqualTo(Map.of("vocals", new Gain(3), "drums", Gain.MUTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"karaoke", ":instrumental", "karaoke:", "loud:vocals=high", "loud:vocals=1,drums"})
    void whatIsNoneIsRefusedByItsText(String text) {
        assertThatThrownBy(() -> VariantOption.parse(text)).hasMessageContaining("is no");
    }
}
