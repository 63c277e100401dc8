package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_mask;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.fader.trainer.audio.AudioEncoding.Container;
import dev.fader.trainer.audio.AudioException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides whether an encoding can hold so many channels in such a layout at such a rate: it opens the
 * encoder. Whoever asks before a run gets the words that the run would get.
 */
final class OpenedEncoder {

    /** FFmpeg names eight channels of AIFF in another order than it writes them. */
    private static final int MOST_AIFF_CHANNELS = 6;

    /** RFC 7845, §5.1.1.2. Left to itself the encoder takes any layout of so many channels, and mixes up their places. */
    private static final Map<String, String> SURROUND = Map.of("mapping_family", "1");

    /** The layouts that are read back as they were, by encoder; where there is none, all are. */
    static final Map<String, List<String>> HELD = Map.of(
            "libmp3lame", List.of("mono", "stereo"),
            "aac", List.of("mono", "stereo", "2.1", "3.0", "3.0(back)", "4.0", "quad", "5.0", "5.1", "7.1"),
            "libopus", List.of("mono", "stereo", "3.0", "quad", "5.0", "5.1", "6.1", "7.1"),
            "alac", List.of("mono", "stereo", "3.0", "4.0", "5.0", "5.1", "6.1(back)", "7.1(wide)"));

    private static final int MOST_HZ = 384_000;
    private static final int MOST_CHANNELS = 8;

    private OpenedEncoder() {}

    /** @throws AudioException NOT_ENCODABLE when there is no such encoder */
    static void check(AudioOutput output) throws AudioException {
        avcodec_free_context(open(output));
    }

    /**
     * @return opened; the caller frees it
     * @throws AudioException NOT_ENCODABLE when the encoding cannot hold such a signal
     */
    static AVCodecContext open(AudioOutput output) throws AudioException {
        Ffmpeg.load();
        AudioEncoding encoding = output.encoding();
        int channels = output.channels();
        boolean holds = channels >= 1
                && channels <= (encoding.container() == Container.AIFF ? MOST_AIFF_CHANNELS : MOST_CHANNELS)
                && output.sampleRateHz() >= 1
                && output.sampleRateHz() <= MOST_HZ;
        BitRates.check(output);
        for (String layout : holds ? candidates(output) : List.<String>of()) {
            AVCodecContext opened = tried(output, layout);
            if (opened != null) {
                return opened;
            }
        }
        throw refusal(output);
    }

    /** Layouts to encode as: the signal's own, or one that has the same places by other names; none if there is none. */
    private static List<String> candidates(AudioOutput output) {
        AudioEncoding encoding = output.encoding();
        int channels = output.channels();
        String layout = output.channelLayout();
        boolean known = LayoutName.isKnown(layout, channels);
        long mask = LayoutName.mask(layout, channels);
        // both have a place for a mask, but FFmpeg drops FLAC's if it has not as many speakers as there are channels
        if (encoding.container() == Container.WAV
                || encoding.container() == Container.FLAC
                        && (known || mask == 0 || mask > LayoutName.MOST_WRITTEN_MASK)) {
            return List.of(known ? layout : "");
        }
        if (channels <= 1 || (channels == 2 && !known)) {
            return List.of("");
        }
        if (LayoutName.needsMask(layout, channels)) {
            return encoding.container() == Container.AIFF && mask == 0 ? List.of(layout) : List.of();
        }
        List<String> held = HELD.get(encoding.encoder());
        String own = layout.isEmpty() ? LayoutName.usual(channels) : layout;
        return Stream.of(own, LayoutName.twin(own, channels))
                .filter(candidate -> held == null ? candidate.equals(own) : held.contains(candidate))
                .toList();
    }

    private static AudioException refusal(AudioOutput output) {
        AudioEncoding encoding = output.encoding();
        boolean known = LayoutName.isKnown(output.channelLayout(), output.channels());
        String places = known
                ? output.channelLayout().isEmpty() ? "" : " (" + output.channelLayout() + ")"
                : " of which the input does not say where they belong";
        return new AudioException(
                Reason.NOT_ENCODABLE,
                "%s cannot hold %d channels%s at %d Hz: choose WAV or FLAC%s"
                        .formatted(encoding, output.channels(), places, output.writtenRateHz(), anotherRate(output)));
    }

    /** Where the rate alone is in the way. */
    private static String anotherRate(AudioOutput output) {
        AudioOutput usual = output.at(new AudioOutput.Rates(0, 48_000));
        AVCodecContext opened = candidates(usual).stream()
                .map(layout -> tried(usual, layout))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (opened == null) {
            return "";
        }
        avcodec_free_context(opened);
        return ", or a sample rate that it has, with /48000 after the format";
    }

    private static @Nullable AVCodecContext tried(AudioOutput output, String layout) {
        AudioEncoding encoding = output.encoding();
        AVCodec encoder = avcodec_find_encoder_by_name(encoding.encoder());
        if (encoder == null || encoder.isNull()) {
            throw new IllegalStateException("this FFmpeg has no encoder " + encoding.encoder());
        }
        int rate = output.writtenRateHz();
        AVCodecContext codec = Ffmpeg.allocated(avcodec_alloc_context3(encoder));
        codec.sample_fmt(SampleEncoder.formatFor(encoding));
        codec.sample_rate(rate);
        codec.time_base(av_make_q(1, rate));
        codec.bit_rate(output.effectiveBitsPerSecond());
        boolean headerInContainer =
                (av_guess_format(encoding.muxer(), null, null).flags() & AVFMT_GLOBALHEADER) != 0;
        codec.flags(codec.flags() | AV_CODEC_FLAG_BITEXACT | (headerInContainer ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
        codec.thread_count(1);
        if (encoding == AudioEncoding.FLAC_24 || encoding == AudioEncoding.ALAC_24) {
            codec.bits_per_raw_sample(24);
        }
        if (encoding.container() == Container.WAV && LayoutName.needsMask(output.channelLayout(), output.channels())) {
            av_channel_layout_from_mask(codec.ch_layout(), standInMask(output.channels()));
        } else {
            LayoutName.parse(layout, output.channels(), codec.ch_layout());
        }
        AVDictionary options =
                Ffmpeg.dictionary(encoding == AudioEncoding.OPUS && output.channels() > 2 ? SURROUND : Map.of());
        int opened = avcodec_open2(codec, encoder, options);
        av_dict_free(options);
        if (opened < 0) {
            avcodec_free_context(codec);
            return null;
        }
        return codec;
    }

    /** Makes FFmpeg write a WAV header with a mask, which mono and stereo do not have; the right one is put there later. */
    private static long standInMask(int channels) {
        return channels == 2 ? 5 : (1L << channels) - 1;
    }
}
