package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.ChapterList;
import dev.fader.trainer.tags.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chapters as a track of texts, which Apple's players write and read. */
class ChapterTrackTest {

    @TempDir
    Path folder;

    @Test
    void aTrackOfChaptersBecomesAListAndThatIsSaid() throws Exception {
        Path plain = folder.resolve("plain.m4a");
        Signals.write(plain, AudioOutput.of(AudioEncoding.AAC, 48_000, 1), Signals.music(48_000, 1, 48_000, 16));
        Path input = folder.resolve("chapters.m4a");
        withChapters(plain, input);

        Carried carried;
        Path output = folder.resolve("output.m4a");
        try (AudioReader reader = AudioReader.open(input, AudioLimits.DEFAULT)) {
            carried = reader.format().carried();
            assertThat(reader.remarks()).as("nothing is left out").isEmpty();
            Signals.write(
                    output,
                    AudioOutput.like(reader.format(), AudioEncoding.AAC, Quantization.exact()),
                    Signals.readAll(reader));
        }

        Field list = ChapterList.field(List.of(new ChapterList.Chapter(0, "One"), new ChapterList.Chapter(0.5, "Two")));
        assertThat(carried.fields()).contains(list);
        assertThat(carried.remarks()).containsExactly("its track of chapters became a list of chapters");
        try (AudioReader reader = AudioReader.open(output, AudioLimits.DEFAULT)) {
            assertThat(reader.format().carried()).isEqualTo(new Carried(carried.fields(), List.of()));
        }
    }

    /** A copy with a track of two chapters and without FFmpeg's list of them. */
    private static void withChapters(Path from, Path to) {
        AVFormatContext in = new AVFormatContext(null);
        check(avformat_open_input(in, from.toString(), null, null));
        check(avformat_find_stream_info(in, (AVDictionary) null));
        AVFormatContext out = new AVFormatContext(null);
        check(avformat_alloc_output_context2(out, null, "mp4", null));
        AVIOContext file = new AVIOContext(null);
        check(avio_open(file, to.toString(), AVIO_FLAG_WRITE));
        out.pb(file);
        AVStream stream = avformat_new_stream(out, null);
        check(avcodec_parameters_copy(stream.codecpar(), in.streams(0).codecpar()));
        stream.codecpar().codec_tag(0);
        stream.time_base(in.streams(0).time_base());
        addChapters(out);
        AVDictionary options = Ffmpeg.dictionary(Map.of("movflags", "disable_chpl"));
        check(avformat_write_header(out, options));
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(in, packet) == 0) {
            av_packet_rescale_ts(
                    packet, in.streams(0).time_base(), out.streams(0).time_base());
            check(av_interleaved_write_frame(out, packet));
        }
        check(av_write_trailer(out));
        av_packet_free(packet);
        avformat_close_input(in);
        avio_closep(file);
        out.pb(null);
        avformat_free_context(out);
    }

    /** The context frees them. */
    private static void addChapters(AVFormatContext out) {
        String[] titles = {"One", "Two"};
        PointerPointer<AVChapter> chapters =
                new PointerPointer<>(av_mallocz((long) titles.length * Loader.sizeof(Pointer.class)));
        for (int i = 0; i < titles.length; i++) {
            AVChapter chapter = new AVChapter(av_mallocz(Loader.sizeof(AVChapter.class)));
            chapter.id(i).time_base(av_make_q(1, 1000)).start(500L * i).end(500L * (i + 1));
            chapter.metadata(Ffmpeg.dictionary(Map.of("title", titles[i])));
            chapters.put(i, chapter);
        }
        out.chapters(chapters);
        out.nb_chapters(titles.length);
    }

    private static void check(int code) {
        assertThat(code).as(() -> Ffmpeg.error(code)).isGreaterThanOrEqualTo(0);
    }
}
