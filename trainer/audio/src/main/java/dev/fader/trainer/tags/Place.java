package dev.fader.trainer.tags;

/** The kinds of place in which files keep what they say beside their sound; each writes its fields in a way of its own. */
public enum Place {
    /** A frame of ID3v2.2, its content. */
    ID3V22("ID3v2 frames"),
    /** A frame of ID3v2.3, its two bytes of flags and its content. */
    ID3V23("ID3v2 frames"),
    /** A frame of ID3v2.4, its two bytes of flags and its content. */
    ID3V24("ID3v2 frames"),
    /** The 128 bytes at the end of an MP3 file. */
    ID3V1("ID3v1"),
    /** An item of APEv2, its four bytes of flags and its value. */
    APE("APEv2 items"),
    /** A Vorbis comment of a FLAC or Ogg file, its value. */
    COMMENT("comments"),
    /** A metadata block of a FLAC file that holds no comments (RFC 9639, §8). */
    BLOCK("metadata blocks"),
    /** An item of iTunes' list in an MP4 file, the boxes within. */
    ATOM("items of iTunes' list"),
    /** Another box of the user data of an MP4 file, its content. */
    USER_DATA("user data"),
    /** A {@code meta} box of an MP4 file's index, its content. */
    MOVIE("QuickTime's keys"),
    /** What the track itself of an MP4 file says, in UTF-8. */
    TRACK("the track's language"),
    /** A chunk of a WAV file, its content. */
    RIFF("chunks"),
    /** A chunk of an AIFF file, its content. */
    AIFF("chunks"),
    /** A text of no container: its name, and its values in UTF-8 with a zero between them. */
    PLAIN("plain texts");

    private final String words;

    Place(String words) {
        this.words = words;
    }

    /** As pages and messages name its fields. */
    String words() {
        return words;
    }

    boolean isId3() {
        return this == ID3V22 || this == ID3V23 || this == ID3V24;
    }
}
