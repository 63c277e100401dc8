package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import dev.fader.trainer.audio.AudioException.Reason;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.CarriedFile;
import dev.fader.trainer.tags.ChapterList;
import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.Place;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * What a file carries beside its sound: its own fields, and from FFmpeg what lies in a track, or all texts of a container
 * that is not read here.
 */
final class TagReader {

    private static final String LANGUAGE = "language";
    private static final String UNDETERMINED = "und";

    /** What muxers write of themselves among the texts. */
    private static final Set<String> STRUCTURE =
            Set.of("encoder", "major_brand", "minor_version", "compatible_brands", "vendor_id", "handler_name");

    /** Of the later parts of a chained file, whose first part speaks for all. */
    static final TagReader NOTHING = new TagReader(Optional.of(Carried.NOTHING));

    private final Optional<Carried> found;

    private TagReader(Optional<Carried> found) {
        this.found = found;
    }

    /** @throws AudioException LIMIT_METADATA where there is more than is kept */
    static TagReader of(SeekableByteChannel channel, String name) throws IOException {
        try {
            return new TagReader(CarriedFile.read(channel));
        } catch (CarriedFile.TooMuchException tooMuch) {
            throw new AudioException(Reason.LIMIT_METADATA, name + " " + tooMuch.getMessage(), tooMuch);
        }
    }

    /** Whether the file's own fields are read, pictures among them, and not only what FFmpeg makes texts of. */
    boolean readsFields() {
        return found.isPresent();
    }

    Carried carried(AVFormatContext container, AVStream audio) {
        Map<String, String> ofTrack = Ffmpeg.texts(audio.metadata());
        if (found.isEmpty()) {
            Map<String, String> texts = Ffmpeg.texts(container.metadata());
            ofTrack.forEach(texts::putIfAbsent);
            texts.keySet().removeAll(STRUCTURE);
            return Carried.of(texts.entrySet().stream()
                    .map(text -> Text.of(text.getKey(), text.getValue()))
                    .toArray(Text[]::new));
        }
        Carried carried = found.get();
        if (container.iformat().name().getString().equals("w64")) {
            // its own list of texts
            for (Map.Entry<String, String> text :
                    Ffmpeg.texts(container.metadata()).entrySet()) {
                carried = carried.plus(Text.of(text.getKey(), text.getValue()));
            }
        }
        if (container.iformat().name().getString().startsWith("mov")) {
            String language = ofTrack.getOrDefault(LANGUAGE, UNDETERMINED);
            if (!language.equals(UNDETERMINED)) {
                carried = carried.plus(new Field(Place.TRACK, LANGUAGE, language.getBytes(StandardCharsets.UTF_8)));
            }
            if (container.nb_chapters() > 0
                    && carried.fields().stream().noneMatch(field -> field.id().equals(ChapterList.BOX))) {
                carried = carried.plus(ChapterList.field(chapters(container)))
                        .remarked("its track of chapters became a list of chapters");
            }
        }
        return carried;
    }

    private static List<ChapterList.Chapter> chapters(AVFormatContext container) {
        List<ChapterList.Chapter> chapters = new ArrayList<>();
        for (int i = 0; i < container.nb_chapters(); i++) {
            AVChapter chapter = container.chapters(i);
            chapters.add(new ChapterList.Chapter(
                    chapter.start() * av_q2d(chapter.time_base()),
                    Ffmpeg.texts(chapter.metadata()).getOrDefault("title", "")));
        }
        return chapters;
    }
}
