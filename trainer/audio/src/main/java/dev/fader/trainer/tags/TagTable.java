package dev.fader.trainer.tags;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one table by which tags cross from a container to another; docs/remixing.md shows it. A name that is not in it is
 * itself in every container: a comment, a {@code TXXX} frame, a free-form item.
 */
final class TagTable {

    /**
     * One tag by its names in each kind of place, an empty text where it has none of its own.
     *
     * @param id3 a frame of ID3v2.4, with a description after a colon where the frame has one
     * @param atom an item of iTunes' list, free-form where it begins with {@code ----:}
     * @param info a subchunk of WAV's {@code LIST INFO}
     */
    record Row(String name, String id3, String comment, String atom, String ape, String info) {}

    private static final String FREE_FORM = "----:";

    static final List<Row> ROWS = List.of(
            row("title", "TIT2", "TITLE", "©nam", "Title", "INAM"),
            row("artist", "TPE1", "ARTIST", "©ART", "Artist", "IART"),
            row("album", "TALB", "ALBUM", "©alb", "Album", "IPRD"),
            row("album_artist", "TPE2", "ALBUMARTIST", "aART", "Album Artist", ""),
            row("composer", "TCOM", "COMPOSER", "©wrt", "Composer", "IMUS"),
            row("lyricist", "TEXT", "LYRICIST", "----:LYRICIST", "Lyricist", "IWRI"),
            row("conductor", "TPE3", "CONDUCTOR", "----:CONDUCTOR", "Conductor", ""),
            row("remixer", "TPE4", "REMIXER", "----:REMIXER", "MixArtist", ""),
            row("performer", "TMCL", "PERFORMER", "----:PERFORMER", "Performer", ""),
            row("producer", "TIPL:producer", "PRODUCER", "----:PRODUCER", "Producer", "IPRO"),
            row("engineer", "TIPL:engineer", "ENGINEER", "----:ENGINEER", "Engineer", "IENG"),
            row("mixer", "TIPL:mix", "MIXER", "----:MIXER", "Mixer", ""),
            row("djmixer", "TIPL:DJ-mix", "DJMIXER", "----:DJMIXER", "DJMixer", ""),
            row("arranger", "TIPL:arranger", "ARRANGER", "----:ARRANGER", "Arranger", ""),
            row("genre", "TCON", "GENRE", "©gen", "Genre", "IGNR"),
            row("date", "TDRC", "DATE", "©day", "Year", "ICRD"),
            row("originaldate", "TDOR", "ORIGINALDATE", "----:ORIGINALDATE", "ORIGINALDATE", ""),
            row("track", "TRCK", "TRACKNUMBER", "trkn", "Track", "ITRK"),
            row("disc", "TPOS", "DISCNUMBER", "disk", "Disc", ""),
            row("comment", "COMM", "COMMENT", "©cmt", "Comment", "ICMT"),
            row("lyrics", "USLT", "LYRICS", "©lyr", "Lyrics", ""),
            row("description", "TXXX:DESCRIPTION", "DESCRIPTION", "desc", "Description", ""),
            row("synopsis", "TXXX:SYNOPSIS", "SYNOPSIS", "ldes", "Synopsis", ""),
            row("copyright", "TCOP", "COPYRIGHT", "cprt", "Copyright", "ICOP"),
            row("license", "WCOP", "LICENSE", "----:LICENSE", "LICENSE", ""),
            row("website", "WOAR", "WEBSITE", "----:WEBSITE", "Weblink", ""),
            row("publisher", "TPUB", "PUBLISHER", "----:PUBLISHER", "Publisher", ""),
            row("encoded_by", "TENC", "ENCODEDBY", "©enc", "EncodedBy", "ITCH"),
            row("encoder", "TSSE", "ENCODER", "©too", "Encoder", "ISFT"),
            row("isrc", "TSRC", "ISRC", "----:ISRC", "ISRC", ""),
            row("barcode", "TXXX:BARCODE", "BARCODE", "----:BARCODE", "Barcode", ""),
            row("catalognumber", "TXXX:CATALOGNUMBER", "CATALOGNUMBER", "----:CATALOGNUMBER", "CatalogNumber", ""),
            row("bpm", "TBPM", "BPM", "tmpo", "BPM", ""),
            row("initialkey", "TKEY", "INITIALKEY", "----:initialkey", "KEY", ""),
            row("language", "TLAN", "LANGUAGE", "----:LANGUAGE", "Language", "ILNG"),
            row("media", "TMED", "MEDIA", "----:MEDIA", "Media", "IMED"),
            row("mood", "TMOO", "MOOD", "----:MOOD", "Mood", ""),
            row("grouping", "TIT1", "GROUPING", "©grp", "Grouping", ""),
            row("subtitle", "TIT3", "SUBTITLE", "----:SUBTITLE", "Subtitle", ""),
            row("discsubtitle", "TSST", "DISCSUBTITLE", "----:DISCSUBTITLE", "DiscSubtitle", ""),
            row("work", "TXXX:WORK", "WORK", "©wrk", "WORK", ""),
            row("movementname", "MVNM", "MOVEMENTNAME", "©mvn", "MOVEMENTNAME", ""),
            row("keywords", "TXXX:KEYWORDS", "KEYWORDS", "keyw", "KEYWORDS", "IKEY"),
            row("source", "TXXX:SOURCE", "SOURCE", "----:SOURCE", "SOURCE", "ISRC"),
            row("titlesort", "TSOT", "TITLESORT", "sonm", "TITLESORT", ""),
            row("artistsort", "TSOP", "ARTISTSORT", "soar", "ARTISTSORT", ""),
            row("albumsort", "TSOA", "ALBUMSORT", "soal", "ALBUMSORT", ""),
            row("albumartistsort", "TSO2", "ALBUMARTISTSORT", "soaa", "ALBUMARTISTSORT", ""),
            row("composersort", "TSOC", "COMPOSERSORT", "soco", "COMPOSERSORT", ""),
            row("compilation", "TCMP", "COMPILATION", "cpil", "Compilation", ""),
            row("itunesadvisory", "TXXX:ITUNESADVISORY", "ITUNESADVISORY", "rtng", "ITUNESADVISORY", ""),
            row("itunesgapless", "TXXX:ITUNESGAPLESS", "ITUNESGAPLESS", "pgap", "ITUNESGAPLESS", ""),
            row(
                    "musicbrainz_trackid",
                    "UFID:http://musicbrainz.org",
                    "MUSICBRAINZ_TRACKID",
                    "----:MusicBrainz Track Id",
                    "MUSICBRAINZ_TRACKID",
                    ""),
            row(
                    "musicbrainz_releasetrackid",
                    "TXXX:MusicBrainz Release Track Id",
                    "MUSICBRAINZ_RELEASETRACKID",
                    "----:MusicBrainz Release Track Id",
                    "MUSICBRAINZ_RELEASETRACKID",
                    ""),
            row(
                    "musicbrainz_albumid",
                    "TXXX:MusicBrainz Album Id",
                    "MUSICBRAINZ_ALBUMID",
                    "----:MusicBrainz Album Id",
                    "MUSICBRAINZ_ALBUMID",
                    ""),
            row(
                    "musicbrainz_artistid",
                    "TXXX:MusicBrainz Artist Id",
                    "MUSICBRAINZ_ARTISTID",
                    "----:MusicBrainz Artist Id",
                    "MUSICBRAINZ_ARTISTID",
                    ""),
            row(
                    "musicbrainz_albumartistid",
                    "TXXX:MusicBrainz Album Artist Id",
                    "MUSICBRAINZ_ALBUMARTISTID",
                    "----:MusicBrainz Album Artist Id",
                    "MUSICBRAINZ_ALBUMARTISTID",
                    ""),
            row("acoustid_id", "TXXX:Acoustid Id", "ACOUSTID_ID", "----:Acoustid Id", "ACOUSTID_ID", ""));

    private static final Map<String, Row> BY_NAME = by(Row::name);
    private static final Map<String, Row> BY_ID3 = by(Row::id3);
    private static final Map<String, Row> BY_COMMENT = by(Row::comment);
    private static final Map<String, Row> BY_ATOM = by(Row::atom);
    private static final Map<String, Row> BY_APE = by(Row::ape);
    private static final Map<String, Row> BY_INFO = by(Row::info);

    private TagTable() {}

    private static Row row(String name, String id3, String comment, String atom, String ape, String info) {
        return new Row(name, id3, comment, atom, ape, info);
    }

    private static Map<String, Row> by(Function<Row, String> column) {
        return ROWS.stream()
                .filter(row -> !column.apply(row).isEmpty())
                .collect(Collectors.toMap(row -> key(column.apply(row)), Function.identity()));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String name(Map<String, Row> column, String own, String otherwise) {
        Row row = column.get(key(own));
        return row == null ? otherwise : row.name();
    }

    /** @param frame as in the column, such as {@code TIPL:producer} */
    static String ofId3(String frame, String otherwise) {
        return name(BY_ID3, frame, otherwise);
    }

    static String ofComment(String comment) {
        return name(BY_COMMENT, comment, comment);
    }

    static String ofAtom(String atom) {
        return name(BY_ATOM, atom, atom);
    }

    static String ofFreeForm(String item) {
        return name(BY_ATOM, FREE_FORM + item, ofComment(item));
    }

    static String ofApe(String item) {
        return name(BY_APE, item, ofComment(item));
    }

    static String ofInfo(String subchunk) {
        return name(BY_INFO, subchunk, subchunk);
    }

    /** @return the frame, or an empty text */
    static String id3(String name) {
        Row row = BY_NAME.get(key(name));
        return row == null ? "" : row.id3();
    }

    static String comment(String name) {
        Row row = BY_NAME.get(key(name));
        return row == null ? name.toUpperCase(Locale.ROOT) : row.comment();
    }

    /** @return an atom, or a free-form item's name after {@link #FREE_FORM} */
    static String atom(String name) {
        Row row = BY_NAME.get(key(name));
        return row == null ? FREE_FORM + name.toUpperCase(Locale.ROOT) : row.atom();
    }

    static boolean isFreeForm(String atom) {
        return atom.startsWith(FREE_FORM);
    }

    static String freeFormName(String atom) {
        return atom.substring(FREE_FORM.length());
    }

    /** @return the subchunk, or an empty text */
    static String info(String name) {
        Row row = BY_NAME.get(key(name));
        return row == null ? "" : row.info();
    }
}
