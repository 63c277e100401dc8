package dev.fader.trainer.songs;

/** How a data set of songs lies on disk, and which stems a song has. */
public enum SongLayout {
    /** {@code DIR/train/<song>/{mixture,vocals,drums,bass,other}.wav}, as MUSDB18-HQ. */
    MUSDB18_HQ("musdb18-hq"),
    /** {@code DIR/train/TrackNNNNN/{mix.wav,metadata.yaml,stems/Sxx.wav}}, as Slakh2100; five classes. */
    SLAKH("slakh");

    private final String label;

    SongLayout(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
