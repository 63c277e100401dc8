package dev.fader.trainer.combinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.graph.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvesTest {

    /** 1 + 2⁻⁸ and 1 + 3·2⁻⁸ lie halfway between two of bfloat16, which go by 2⁻⁷. */
    @ParameterizedTest
    @CsvSource({
        "BF16, 1.00390625, 1",
        "BF16, 1.01171875, 1.015625",
        "BF16, -1.0039064, -1.0078125",
        "BF16, 3e38, 3.0040553e38",
        "FP16, 1.00048828125, 1",
        "FP16, 65504, 65504",
        "FP16, 1e-8, 0"
    })
    void aNumberIsRoundedToTheNearestAndHalfwayToTheEvenOne(Precision precision, float value, float rounded) {
        assertThat(Halves.toFloat(Halves.of(value, precision), precision)).isEqualTo(rounded);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> Halves.of(70_000, Precision.FP16))
                .isInstanceOf(FailedProofException.class)
                .hasMessageContaining("70000.0")
                .hasMessageContaining("fp16");
    }
}
