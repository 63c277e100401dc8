package dev.fader.trainer.songs;

/**
 * One note as played.
 *
 * @param start seconds from the beginning of the song
 * @param seconds how long it is held
 * @param pitch MIDI note number; a drum's key on percussion
 * @param velocity 1…127
 */
public record Note(double start, double seconds, int pitch, int velocity) {

    public Note {
        velocity = Math.clamp(velocity, 1, 127);
        pitch = Math.clamp(pitch, 0, 127);
    }
}
