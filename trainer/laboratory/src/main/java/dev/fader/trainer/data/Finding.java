package dev.fader.trainer.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Something wrong with a data set, or a remark on it.
 *
 * @param stem the source that it is about, or {@code mixture}; empty where it is about the whole song
 * @param place the file, or the song's folder
 * @param message what is wrong, and what to do where that is not plain
 */
public record Finding(Kind kind, String split, String song, String stem, String place, String message) {

    /** What can be wrong. */
    public enum Kind {
        /** A stem or the metadata is not there. */
        @JsonProperty("missing")
        MISSING,
        /** A stem ends before its song's others, or a song is shorter than a training segment. */
        @JsonProperty("short")
        SHORT,
        /** A song has no sound from its beginning to its end. */
        @JsonProperty("soundless")
        SOUNDLESS,
        /** A name or the metadata says something else than the file holds. */
        @JsonProperty("mislabelled")
        MISLABELLED,
        /** A stem's rate differs. */
        @JsonProperty("differently-sampled")
        DIFFERENTLY_SAMPLED,
        /** The stems together are not the mixture. */
        @JsonProperty("not-the-sum")
        NOT_THE_SUM,
        /** A file is damaged, cut, or no audio. */
        @JsonProperty("unreadable")
        UNREADABLE,
        /** A song is there twice. */
        @JsonProperty("duplicate")
        DUPLICATE,
        /** Songs of different splits were made of the same MIDI file: what is measured on one was learnt from the other. */
        @JsonProperty("same-score")
        SAME_SCORE,
        /** A tenth of a stem's energy lies below 20 Hz: no instrument has that, and levels and SDR count it. */
        @JsonProperty("offset")
        OFFSET,
        /** A hundredth does, as in recordings made without a high pass: a remark, and no fault. */
        @JsonProperty("rumble")
        RUMBLE,
        /** A stem has no sound from its beginning to its end, as where an instrument does not play: a remark. */
        @JsonProperty("silent")
        SILENT,
        /** Stems and mixture differ in their channels, as a mono bass in a stereo song: a remark. */
        @JsonProperty("channels")
        CHANNELS;

        private static final Set<Kind> REMARKS = EnumSet.of(RUMBLE, SILENT, CHANNELS);

        /** Whether data with it should not be used as it is. */
        public boolean fault() {
            return !REMARKS.contains(this);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
