package dev.fader.trainer.tags;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tag of fixed fields at the end of old MP3 files. */
final class Id3v1 {

    static final int BYTES = 128;

    private Id3v1() {}

    static Meaning meaning(Field field) {
        byte[] tag = field.bytes();
        List<Text> texts = new ArrayList<>();
        add(texts, "title", tag, 3, 30);
        add(texts, "artist", tag, 33, 30);
        add(texts, "album", tag, 63, 30);
        add(texts, "date", tag, 93, 4);
        boolean hasTrack = tag[125] == 0 && tag[126] != 0;
        add(texts, "comment", tag, 97, hasTrack ? 28 : 30);
        if (hasTrack) {
            texts.add(Text.of("track", Integer.toString(tag[126] & 0xff)));
        }
        String genre = Genres.name(tag[127] & 0xff);
        if (!genre.isEmpty()) {
            texts.add(Text.of("genre", genre));
        }
        return new Meaning.Texts(texts);
    }

    private static void add(List<Text> to, String name, byte[] tag, int from, int length) {
        byte[] field = Arrays.copyOfRange(tag, from, from + length);
        String text = new String(field, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        String value = (end < 0 ? text : text.substring(0, end)).strip();
        if (!value.isEmpty()) {
            to.add(Text.of(name, value));
        }
    }
}
