package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_CUSTOM;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_channel_from_index;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_mask;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;

/**
 * Where a file has its channels. AIFF and MP4 may hold them in any order and say so; encoders believe that channels come
 * in FFmpeg's order, so that they are put into it when they are read.
 *
 * @param layout name of the layout in that order, one of {@link LayoutName}'s
 * @param places for each channel in that order, its place in the file
 */
record ChannelOrder(String layout, List<Integer> places) {

    /** More channels without a layout are not mono or stereo, but anything. */
    private static final int MOST_OBVIOUS = 2;

    private static final int MASK_BITS = 63;

    /** @param channelMask that the file has, whatever FFmpeg makes of it, or {@link LengthAccount#NO_MASK} */
    static ChannelOrder of(AVChannelLayout layout, long channelMask) {
        int channels = layout.nb_channels();
        List<Integer> asTheyAre = IntStream.range(0, channels).boxed().toList();
        if (channelMask == 0) {
            return new ChannelOrder(LayoutName.none(channels), asTheyAre);
        }
        if (channelMask != LengthAccount.NO_MASK && Long.bitCount(channelMask) != channels) {
            return new ChannelOrder(LayoutName.unknown(channelMask), asTheyAre);
        }
        try (AVChannelLayout known = new AVChannelLayout()) {
            List<Integer> places = asTheyAre;
            if (channelMask != LengthAccount.NO_MASK) {
                av_channel_layout_from_mask(known, channelMask);
            } else if (layout.order() == AV_CHANNEL_ORDER_UNSPEC) {
                if (channels > MOST_OBVIOUS) {
                    return new ChannelOrder(LayoutName.none(channels), asTheyAre);
                }
                av_channel_layout_default(known, channels);
            } else {
                long mask = mask(layout);
                if (layout.order() == AV_CHANNEL_ORDER_CUSTOM && Long.bitCount(mask) == channels) {
                    av_channel_layout_from_mask(known, mask);
                    places = asTheyAre.stream()
                            .sorted(Comparator.comparing(place -> av_channel_layout_channel_from_index(layout, place)))
                            .toList();
                } else {
                    av_channel_layout_copy(known, layout);
                }
            }
            String name = LayoutName.of(known);
            av_channel_layout_uninit(known);
            return new ChannelOrder(name, places);
        }
    }

    /** Of the channels that have a place in FFmpeg's order. */
    private static long mask(AVChannelLayout layout) {
        long mask = 0;
        for (int place = 0; place < layout.nb_channels(); place++) {
            int channel = av_channel_layout_channel_from_index(layout, place);
            mask |= channel >= 0 && channel < MASK_BITS ? 1L << channel : 0;
        }
        return mask;
    }
}
