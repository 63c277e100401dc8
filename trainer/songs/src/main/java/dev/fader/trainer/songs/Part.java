package dev.fader.trainer.songs;

import java.util.List;

/**
 * What one instrument plays, with the patch that plays it.
 *
 * @param program General MIDI program 0…127; the kit on percussion
 * @param pan 0 left … 127 right
 * @param volume 0…127, relative to the stem's other parts
 */
public record Part(int program, boolean percussion, int pan, int volume, List<Note> notes) {}
