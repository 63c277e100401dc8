package dev.fader.trainer.data;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a stem's samples lie.
 *
 * @param stream which of the file's audio streams, from 0
 */
record StemPlace(Path file, int stream) {

    static StemPlace of(Path file) {
        return new StemPlace(file, 0);
    }

    /** Whether samples can be read at any position as they are. */
    boolean isWav() {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".wav");
    }

    @Override
    public String toString() {
        return stream == 0 ? file.toString() : file + " (stream " + (stream + 1) + ")";
    }
}
