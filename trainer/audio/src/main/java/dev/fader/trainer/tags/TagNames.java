package dev.fader.trainer.tags;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Names of tags. Inside, all are lower-case and mostly FFmpeg's ({@code title}, {@code album_artist}, {@code isrc}); this
 * adds the names that FFmpeg leaves as the container has them.
 */
public final class TagNames {

    /** ID3v2.4 frames (§4.2 of its frames document) by the names that other containers use. */
    private static final Map<String, String> ID3_BY_NAME = Map.ofEntries(
            Map.entry("isrc", "TSRC"),
            Map.entry("bpm", "TBPM"),
            Map.entry("initialkey", "TKEY"),
            Map.entry("media", "TMED"),
            Map.entry("lyricist", "TEXT"),
            Map.entry("grouping", "TIT1"),
            Map.entry("subtitle", "TIT3"),
            Map.entry("remixer", "TPE4"),
            Map.entry("mood", "TMOO"),
            Map.entry("originaldate", "TDOR"),
            Map.entry("discsubtitle", "TSST"));

    /** Frames that FFmpeg maps, for the tags that are written without it. */
    private static final Map<String, String> ID3_OF_FFMPEG = Map.ofEntries(
            Map.entry("album", "TALB"),
            Map.entry("composer", "TCOM"),
            Map.entry("genre", "TCON"),
            Map.entry("copyright", "TCOP"),
            Map.entry("encoded_by", "TENC"),
            Map.entry("title", "TIT2"),
            Map.entry("language", "TLAN"),
            Map.entry("artist", "TPE1"),
            Map.entry("album_artist", "TPE2"),
            Map.entry("performer", "TPE3"),
            Map.entry("disc", "TPOS"),
            Map.entry("publisher", "TPUB"),
            Map.entry("track", "TRCK"),
            Map.entry("date", "TDRC"),
            Map.entry("compilation", "TCMP"),
            Map.entry("album-sort", "TSOA"),
            Map.entry("artist-sort", "TSOP"),
            Map.entry("title-sort", "TSOT"));

    /** Fields of a broadcast file's bext chunk (EBU Tech 3285), by the names that FFmpeg reads them as. */
    private static final Map<String, String> BROADCAST = Map.of(
            "comment", "description",
            "encoded_by", "originator",
            "date", "origination_date",
            "creation_time", "origination_time");

    private static final Map<String, String> INSIDE = inside();

    /** Frames without a name elsewhere. */
    private static final Set<String> OTHER_ID3 = Set.of(
            "TFLT", "TLEN", "TOAL", "TOFN", "TOLY", "TOPE", "TOWN", "TRSN", "TRSO", "TDTG", "TIPL", "TMCL", "TPRO");

    private TagNames() {}

    private static Map<String, String> inside() {
        Map<String, String> names = ID3_BY_NAME.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getValue().toLowerCase(Locale.ROOT), Map.Entry::getKey));
        names.put("tmpo", "bpm");
        return names;
    }

    /** The inside name of what FFmpeg reads. */
    public static String inside(String read) {
        String lower = read.toLowerCase(Locale.ROOT);
        return INSIDE.getOrDefault(lower, lower);
    }

    /** Names to give FFmpeg for a container that holds ID3 frames, so that those beyond its own list become frames too. */
    public static Map<String, String> forId3(Map<String, String> tags) {
        Map<String, String> named = new LinkedHashMap<>();
        new TreeMap<>(tags).forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            named.put(OTHER_ID3.contains(upper) ? upper : ID3_BY_NAME.getOrDefault(name, name), value);
        });
        return named;
    }

    /** Whether the tags came from a broadcast file: every bext chunk has this field. */
    public static boolean areBroadcast(Map<String, String> tags) {
        return tags.containsKey("time_reference");
    }

    /** Names to give FFmpeg for a WAV file, whose bext chunk it fills from other names than it reads it as. */
    public static Map<String, String> forWav(Map<String, String> tags) {
        Map<String, String> named = new LinkedHashMap<>(tags);
        if (areBroadcast(tags)) {
            BROADCAST.forEach((read, field) -> {
                String value = tags.get(read);
                if (value != null) {
                    named.put(field, value);
                }
            });
        }
        return named;
    }

    /** @return the ID3v2.4 text frame of a tag, or an empty text if it has none */
    static String id3Frame(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return OTHER_ID3.contains(upper) ? upper : ID3_BY_NAME.getOrDefault(name, ID3_OF_FFMPEG.getOrDefault(name, ""));
    }
}
