package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_NATIVE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_channel_from_index;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_mask;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_string;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;

/**
 * What a channel layout is called: by FFmpeg's names, such as {@code 5.1(side)} or {@code 3 channels (FL+FR+LFE)}; with
 * {@code 4 channels} where nothing is known of them; and with {@code mask 0x80000003} where a WAV file's mask names
 * speakers that are not known, or not as many as there are channels.
 */
final class LayoutName {

    /** A channel of which is not known where it belongs. */
    static final int NOWHERE = -1;

    private static final String MASK = "mask 0x";
    /** All the speakers that Microsoft has given names to. */
    static final long MOST_WRITTEN_MASK = 0x3ffff;

    /** The speakers at the sides and at the back, which encoders take for each other where there is but one pair. */
    private static final long SIDES = 0x600;

    private static final long BACKS = 0x30;

    private LayoutName() {}

    static String none(int channels) {
        return channels + " channels";
    }

    static String unknown(long mask) {
        return MASK + Long.toHexString(mask);
    }

    static String of(AVChannelLayout layout) {
        byte[] text = new byte[256];
        int length = av_channel_layout_describe(layout, text, text.length);
        return length <= 1 ? "" : new String(text, 0, Math.min(length, text.length) - 1, StandardCharsets.UTF_8);
    }

    static String usual(int channels) {
        try (AVChannelLayout layout = new AVChannelLayout()) {
            av_channel_layout_default(layout, channels);
            String name = of(layout);
            av_channel_layout_uninit(layout);
            return name;
        }
    }

    /** Whether it is known for each of so many channels where it belongs; empty names the usual layout. */
    static boolean isKnown(String name, int channels) {
        return !name.startsWith(MASK) && !name.equals(none(channels));
    }

    /** The layout as a mask of speakers, 0 where nothing is known; {@link LengthAccount#NO_MASK} for what no mask says. */
    static long mask(String name, int channels) {
        if (name.equals(none(channels))) {
            return 0;
        }
        if (name.startsWith(MASK)) {
            return Long.parseLong(name.substring(MASK.length()), 16);
        }
        try (AVChannelLayout layout = new AVChannelLayout()) {
            parse(name, channels, layout);
            long mask = layout.order() == AV_CHANNEL_ORDER_NATIVE ? layout.u_mask() : LengthAccount.NO_MASK;
            av_channel_layout_uninit(layout);
            return mask;
        }
    }

    /** Whether FFmpeg would not write the layout's mask. */
    static boolean needsMask(String name, int channels) {
        return !isKnown(name, channels) || mask(name, channels) > MOST_WRITTEN_MASK;
    }

    /** @param into set to a known layout; the usual one of so many channels where the name is empty or means nothing */
    static void parse(String name, int channels, AVChannelLayout into) {
        if (name.isEmpty() || av_channel_layout_from_string(into, name) < 0 || into.nb_channels() != channels) {
            av_channel_layout_uninit(into);
            av_channel_layout_default(into, channels);
        }
    }

    /** The same layout with its only pair of surround speakers at the back instead of the sides, or the other way; or "". */
    static String twin(String name, int channels) {
        try (AVChannelLayout layout = new AVChannelLayout();
                AVChannelLayout other = new AVChannelLayout()) {
            parse(name, channels, layout);
            String twin = "";
            if (layout.order() == AV_CHANNEL_ORDER_NATIVE) {
                long mask = layout.u_mask();
                boolean sides = (mask & SIDES) == SIDES && (mask & BACKS) == 0;
                boolean backs = (mask & BACKS) == BACKS && (mask & SIDES) == 0;
                if (sides || backs) {
                    av_channel_layout_from_mask(other, mask ^ SIDES ^ BACKS);
                    twin = of(other);
                }
            }
            av_channel_layout_uninit(layout);
            av_channel_layout_uninit(other);
            return twin;
        }
    }

    /** Where each channel belongs, by FFmpeg's numbers of speakers, or {@link #NOWHERE}. */
    static List<Integer> speakers(String name, int channels) {
        List<Integer> speakers = new ArrayList<>();
        if (!isKnown(name, channels)) {
            long mask = mask(name, channels);
            // Microsoft: channels take the mask's speakers in order, and those that are left over have no place
            for (long left = mask; left != 0 && speakers.size() < channels; left &= left - 1) {
                speakers.add(Long.numberOfTrailingZeros(left));
            }
            while (speakers.size() < channels) {
                speakers.add(NOWHERE);
            }
            return speakers;
        }
        try (AVChannelLayout layout = new AVChannelLayout()) {
            parse(name, channels, layout);
            for (int place = 0; place < channels; place++) {
                speakers.add(av_channel_layout_channel_from_index(layout, place));
            }
            av_channel_layout_uninit(layout);
        }
        return speakers;
    }
}
