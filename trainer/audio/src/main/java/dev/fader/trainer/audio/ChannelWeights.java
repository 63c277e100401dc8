package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.Set;

/**
 * How much each channel counts for loudness (ITU-R BS.1770-4, table 3): low frequencies not at all, surround channels
 * 1.5 dB more than those in front. All that is at the sides or behind is a surround channel, in every layout, as EBU R128
 * meters of today (FFmpeg's {@code ebur128}) have it; a channel of which nobody says where it belongs counts as one in
 * front.
 */
final class ChannelWeights {

    private static final double SURROUND = 1.41;
    private static final Set<Integer> LOW_FREQUENCIES = Set.of(AV_CHAN_LOW_FREQUENCY, AV_CHAN_LOW_FREQUENCY_2);
    private static final Set<Integer> SURROUNDS = Set.of(
            AV_CHAN_BACK_LEFT,
            AV_CHAN_BACK_CENTER,
            AV_CHAN_BACK_RIGHT,
            AV_CHAN_SIDE_LEFT,
            AV_CHAN_SIDE_RIGHT,
            AV_CHAN_TOP_BACK_LEFT,
            AV_CHAN_TOP_BACK_CENTER,
            AV_CHAN_TOP_BACK_RIGHT,
            AV_CHAN_SURROUND_DIRECT_LEFT,
            AV_CHAN_SURROUND_DIRECT_RIGHT);

    private ChannelWeights() {}

    /** @param layout by {@link LayoutName}'s names; empty for the usual one of so many channels */
    static double[] of(String layout, int channels) {
        return LayoutName.speakers(layout, channels).stream()
                .mapToDouble(
                        speaker -> LOW_FREQUENCIES.contains(speaker) ? 0 : SURROUNDS.contains(speaker) ? SURROUND : 1)
                .toArray();
    }
}
