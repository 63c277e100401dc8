package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.ChapterList;
import dev.fader.trainer.tags.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
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
        // a track of two chapters, and without FFmpeg's list of them
        Remuxed.write(plain, input, Map.of("movflags", "disable_chpl"), ChapterTrackTest::addChapters);

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
}
