package dev.fader.trainer.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void eachLiesWhereItsAddressSays() {
        Pointer addresses = new Arguments(3)
                .address(0x7f12_3456_789aL)
                .integer(-5)
                .real(0.25f)
                .parameters();

        assertThat(addresses.getPointer(0).getLong(0)).isEqualTo(0x7f12_3456_789aL);
        assertThat(addresses.getPointer(8).getInt(0)).isEqualTo(-5);
        assertThat(addresses.getPointer(16).getFloat(0)).isEqualTo(0.25f);
    }

    @Test
    void asManyAreGivenAsThereIsRoomFor() {
        assertThatThrownBy(() -> new Arguments(2).integer(1).parameters()).hasMessage("1 arguments of 2 are given");
        assertThatThrownBy(() -> new Arguments(1).integer(1).integer(2)).hasMessage("there is room for 1 arguments");
    }
}
