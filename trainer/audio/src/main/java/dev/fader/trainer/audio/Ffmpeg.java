package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_version;
import static org.bytedeco.ffmpeg.global.avformat.avformat_version;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** What all of FFmpeg's callers need: quiet logs, texts of errors, dictionaries as maps. */
final class Ffmpeg {

    static {
        av_log_set_level(AV_LOG_QUIET);
    }

    private Ffmpeg() {}

    /** Loads the library and silences its log, which would go to standard error. */
    static void load() {
        // the static initialiser does it, once
    }

    /** The same of what reads containers and codecs. @return their versions, which nobody needs */
    static int loadReaders() {
        return avformat_version() + avcodec_version();
    }

    static String version() {
        return av_version_info().getString();
    }

    static String error(int code) {
        byte[] text = new byte[256];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** @throws OutOfMemoryError when a native allocation failed */
    static <T extends org.bytedeco.javacpp.Pointer> T allocated(@Nullable T pointer) {
        if (pointer == null || pointer.isNull()) {
            throw new OutOfMemoryError("FFmpeg could not allocate native memory");
        }
        return pointer;
    }

    static AVDictionary dictionary(Map<String, String> entries) {
        AVDictionary dictionary = new AVDictionary(null);
        entries.forEach((key, value) -> put(dictionary, key, value, 0));
        return dictionary;
    }

    /** In UTF-8, whatever the system's encoding is. */
    static void put(AVDictionary dictionary, String key, String value, int flags) {
        try (BytePointer name = new BytePointer(key, StandardCharsets.UTF_8);
                BytePointer text = new BytePointer(value, StandardCharsets.UTF_8)) {
            av_dict_set(dictionary, name, text, flags);
        }
    }

    /** A dictionary's entries by their names in lower case; the first of a name counts. */
    static Map<String, String> texts(@Nullable AVDictionary dictionary) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (dictionary == null || dictionary.isNull()) {
            return texts;
        }
        try (BytePointer any = new BytePointer("")) {
            AVDictionaryEntry entry = av_dict_get(dictionary, any, null, AV_DICT_IGNORE_SUFFIX);
            while (entry != null && !entry.isNull()) {
                texts.putIfAbsent(text(entry.key()).toLowerCase(Locale.ROOT), text(entry.value()));
                entry = av_dict_get(dictionary, any, entry, AV_DICT_IGNORE_SUFFIX);
            }
        }
        return texts;
    }

    /** UTF-8, or what programs wrote before it: RIFF's texts name no encoding. */
    private static String text(BytePointer bytes) {
        byte[] text = bytes.getStringBytes();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(text, Charset.forName("windows-1252"));
        }
    }
}
