package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_string;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.junit.jupiter.api.Test;

class ChannelOrderTest {

    private static ChannelOrder of(String layout) {
        try (AVChannelLayout known = new AVChannelLayout()) {
            assertThat(av_channel_layout_from_string(known, layout)).isZero();
            return ChannelOrder.of(known, LengthAccount.NO_MASK);
        }
    }

    @Test
    void aUsualLayoutStaysAsItIs() {
        assertThat(of("5.1(side)").layout()).isEqualTo("5.1(side)");
        assertThat(of("5.1(side)").places()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void channelsInAnotherOrderArePutIntoTheUsualOne() {
        ChannelOrder order = of("FL+FR+FC+LFE+SL+SR+BL+BR");

        assertThat(order.layout()).isEqualTo("7.1");
        // back before side
        assertThat(order.places()).containsExactly(0, 1, 2, 3, 6, 7, 4, 5);
    }
}
