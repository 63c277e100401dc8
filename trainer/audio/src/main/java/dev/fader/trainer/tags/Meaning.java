package dev.fader.trainer.tags;

import java.util.List;

/** What a field says, as far as it has a counterpart in other containers. */
sealed interface Meaning {

    record Texts(List<Text> texts) implements Meaning {
        static Texts of(String name, List<String> values) {
            return new Texts(values.isEmpty() ? List.of() : List.of(new Text(name, values)));
        }
    }

    record Covers(List<Picture> pictures) implements Meaning {
        static Covers of(Picture picture) {
            return new Covers(List.of(picture));
        }
    }

    /** Its own container's alone. @param what in words that follow "carries" */
    record Opaque(String what) implements Meaning {}

    static Meaning of(Field field) {
        try {
            return switch (field.place()) {
                case ID3V22, ID3V23, ID3V24 -> Id3Meaning.of(field);
                case ID3V1 -> Id3v1.meaning(field);
                case APE -> ApeTag.meaning(field);
                case COMMENT -> VorbisComments.meaning(field);
                case BLOCK -> FlacBlocks.meaning(field);
                case ATOM -> ItunesAtoms.meaning(field);
                case USER_DATA, MOVIE -> Mp4Boxes.meaning(field);
                case RIFF, AIFF -> ChunkMeaning.of(field);
                case TRACK, PLAIN -> Texts.of(field.id(), List.of(field.utf8().split("\0", -1)));
            };
        } catch (RuntimeException malformed) {
            // shorter than its own lengths say, or of characters that there are not
            return new Opaque(field.id() + ", which is malformed");
        }
    }
}
