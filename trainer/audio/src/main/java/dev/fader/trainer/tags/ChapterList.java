package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The list of chapters in an MP4 file's user data, after Nero, which players of audio books read. */
public final class ChapterList {

    public static final String BOX = "chpl";

    private static final int MOST = 255;
    private static final int MOST_TITLE_BYTES = 255;
    private static final double TICKS_PER_SECOND = 1e7;
    private static final int VERSION_1 = 0x01000000;

    /** @param start in seconds */
    public record Chapter(double start, String title) {}

    private ChapterList() {}

    /** @param chapters of which the box holds the first 255 */
    public static Field field(List<Chapter> chapters) {
        ByteArrayOutputStream box = new ByteArrayOutputStream();
        int count = Math.min(MOST, chapters.size());
        box.writeBytes(ByteBuffer.allocate(9)
                .putInt(VERSION_1)
                .putInt(0)
                .put((byte) count)
                .array());
        for (Chapter chapter : chapters.subList(0, count)) {
            byte[] title = chapter.title.getBytes(StandardCharsets.UTF_8);
            int length = Math.min(MOST_TITLE_BYTES, title.length);
            box.writeBytes(ByteBuffer.allocate(9)
                    .putLong(Math.round(chapter.start * TICKS_PER_SECOND))
                    .put((byte) length)
                    .array());
            box.write(title, 0, length);
        }
        return new Field(Place.USER_DATA, BOX, box.toByteArray());
    }
}
