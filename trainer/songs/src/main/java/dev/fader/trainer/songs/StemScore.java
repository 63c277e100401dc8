package dev.fader.trainer.songs;

import java.util.List;

/**
 * Everything that sounds in one stem.
 *
 * @param name of the stem, as the layout calls it
 * @param wet how much echo and room suit it, 0…1
 */
record StemScore(String name, List<Part> parts, List<Sung> sung, double wet) {

    /**
     * A tune for the formant singer.
     *
     * @param pan −1 left … 1 right
     * @param gain amplitude, relative to a lead voice
     */
    record Sung(Voice voice, List<Note> notes, double pan, double gain) {}
}
