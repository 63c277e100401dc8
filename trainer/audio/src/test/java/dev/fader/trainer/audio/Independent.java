package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** FFmpeg's own reading of tags, which ours does not use. */
final class Independent {

    private Independent() {}

    /** By FFmpeg's names, in lower case. */
    static Map<String, String> texts(Path file) throws IOException {
        Ffmpeg.load();
        AVFormatContext context = new AVFormatContext(null);
        check(avformat_open_input(context, file.toString(), null, null));
        try {
            check(avformat_find_stream_info(context, (AVDictionary) null));
            Map<String, String> texts = new TreeMap<>(Ffmpeg.texts(context.metadata()));
            for (int i = 0; i < context.nb_streams(); i++) {
                Ffmpeg.texts(context.streams(i).metadata()).forEach(texts::putIfAbsent);
            }
            return texts;
        } finally {
            avformat_close_input(context);
        }
    }

    private static void check(int code) throws IOException {
        if (code < 0) {
            throw new IOException(Ffmpeg.error(code));
        }
    }
}
