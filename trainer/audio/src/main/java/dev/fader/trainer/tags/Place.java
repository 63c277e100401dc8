package dev.fader.trainer.tags;

/** The kinds of place in which files keep what they say beside their sound; each writes its fields in a way of its own. */
public enum Place {
    /** A frame of ID3v2.2, its content. */
    ID3V22,
    /** A frame of ID3v2.3, its two bytes of flags and its content. */
    ID3V23,
    /** A frame of ID3v2.4, its two bytes of flags and its content. */
    ID3V24,
    /** The 128 bytes at the end of an MP3 file. */
    ID3V1,
    /** An item of APEv2, its four bytes of flags and its value. */
    APE,
    /** A Vorbis comment of a FLAC or Ogg file, its value. */
    COMMENT,
    /** A metadata block of a FLAC file that holds no comments (RFC 9639, §8). */
    BLOCK,
    /** An item of iTunes' list in an MP4 file, the boxes within. */
    ATOM,
    /** Another box of the user data of an MP4 file, its content. */
    USER_DATA,
    /** A {@code meta} box of an MP4 file's index, its content. */
    MOVIE,
    /** What the track itself of an MP4 file says, in UTF-8. */
    TRACK,
    /** A chunk of a WAV file, its content. */
    RIFF,
    /** A chunk of an AIFF file, its content. */
    AIFF,
    /** A text of no container: its name, and its values in UTF-8 with a zero between them. */
    PLAIN;

    boolean isId3() {
        return this == ID3V22 || this == ID3V23 || this == ID3V24;
    }
}
