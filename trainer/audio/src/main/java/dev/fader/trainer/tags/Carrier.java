package dev.fader.trainer.tags;

import java.util.EnumSet;
import java.util.Set;

/** The kinds of file that are written, by the places that they have for what they carry. */
public enum Carrier {
    WAV("WAV", EnumSet.of(Place.RIFF, Place.ID3V22, Place.ID3V23, Place.ID3V24)),
    AIFF("AIFF", EnumSet.of(Place.AIFF, Place.ID3V22, Place.ID3V23, Place.ID3V24)),
    FLAC("FLAC", EnumSet.of(Place.COMMENT, Place.BLOCK)),
    MP3("MP3", EnumSet.of(Place.ID3V22, Place.ID3V23, Place.ID3V24, Place.APE, Place.ID3V1)),
    M4A("M4A", EnumSet.of(Place.ATOM, Place.USER_DATA, Place.MOVIE, Place.TRACK)),
    OGG("Opus", EnumSet.of(Place.COMMENT));

    private final String word;
    private final Set<Place> places;

    Carrier(String word, Set<Place> places) {
        this.word = word;
        this.places = places;
    }

    /** As messages name it. */
    String word() {
        return word;
    }

    /** Whether a field goes into such a file as it is. */
    boolean holds(Field field) {
        return places.contains(field.place());
    }
}
