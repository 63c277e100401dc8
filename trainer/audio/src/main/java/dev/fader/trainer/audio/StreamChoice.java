package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BIN_DATA;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import dev.fader.trainer.audio.AudioException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Which of a file's streams is decoded.
 *
 * @param remarks that name what else the file holds, but for chapters, which are carried
 * @param pictures the same of its attached pictures, which may be carried or not
 */
record StreamChoice(int index, List<String> remarks, List<String> pictures) {

    /** The stream that the file says to be the default, or else its first. */
    static final int DEFAULT = -1;

    /**
     * @param wanted which of the audio streams that can be read, from 0, or {@link #DEFAULT}
     * @param kinds that can be read, for messages
     * @throws AudioException NO_AUDIO_STREAM when there is none such
     */
    static StreamChoice of(
            AVFormatContext opened, String name, int wanted, Predicate<AVCodecParameters> readable, String kinds)
            throws AudioException {
        List<Integer> sounds = IntStream.range(0, opened.nb_streams())
                .filter(i -> opened.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO
                        && readable.test(opened.streams(i).codecpar()))
                .boxed()
                .toList();
        if (sounds.isEmpty()) {
            throw new AudioException(
                    Reason.NO_AUDIO_STREAM,
                    name + " has no audio stream of a codec that is read: export it as " + kinds);
        }
        if (wanted >= sounds.size()) {
            throw new AudioException(
                    Reason.NO_AUDIO_STREAM,
                    "%s has %d audio streams, and number %d is wanted: export it with all of them"
                            .formatted(name, sounds.size(), wanted + 1));
        }
        if (wanted >= 0) {
            return new StreamChoice(sounds.get(wanted), List.of(), List.of());
        }
        int index = sounds.stream()
                .filter(i -> (opened.streams(i).disposition() & AV_DISPOSITION_DEFAULT) != 0)
                .findFirst()
                .orElse(sounds.getFirst());
        return others(opened, index);
    }

    private static StreamChoice others(AVFormatContext opened, int chosen) {
        List<String> remarks = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        boolean isDefault = (opened.streams(chosen).disposition() & AV_DISPOSITION_DEFAULT) != 0;
        for (int i = 0; i < opened.nb_streams(); i++) {
            if (i == chosen) {
                continue;
            }
            AVStream other = opened.streams(i);
            String codec = avcodec_get_name(other.codecpar().codec_id()).getString();
            if ((other.disposition() & AV_DISPOSITION_TIMED_THUMBNAILS) != 0) {
                remarks.add("stream %d is pictures of chapters (%s) and was left out".formatted(i + 1, codec));
            } else if ((other.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
                pictures.add("stream %d is a picture (%s) and was left out".formatted(i + 1, codec));
            } else if (other.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                remarks.add("stream %d (%s, %d channels%s) was left out: stream %d is %s"
                        .formatted(
                                i + 1,
                                codec,
                                other.codecpar().ch_layout().nb_channels(),
                                language(other),
                                chosen + 1,
                                isDefault ? "the default" : "the first that can be read"));
            } else if (!isChapters(opened, other)) {
                remarks.add("stream %d is no sound (%s) and was left out".formatted(i + 1, codec));
            }
        }
        return new StreamChoice(chosen, List.copyOf(remarks), List.copyOf(pictures));
    }

    /** FFmpeg reads a track of chapters when it opens the file, and then has no more of it to give. */
    private static boolean isChapters(AVFormatContext opened, AVStream stream) {
        return opened.nb_chapters() > 0
                && stream.codecpar().codec_id() == AV_CODEC_ID_BIN_DATA
                && stream.discard() == AVDISCARD_ALL;
    }

    private static String language(AVStream stream) {
        String language = Ffmpeg.texts(stream.metadata()).getOrDefault("language", "");
        return language.isEmpty() || language.equals("und") ? "" : ", " + language;
    }
}
