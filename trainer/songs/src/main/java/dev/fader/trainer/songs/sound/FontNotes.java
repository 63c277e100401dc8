package dev.fader.trainer.songs.sound;

import java.util.Map;
import java.util.Set;

/**
 * What was found when a SoundFont was listened to.
 *
 * @param leftOut programs that no song uses, and why
 * @param bright programs that have more than −30 dB of their energy above 8 kHz at C5
 * @param drumKeys of a font of drum kits alone, which lie where melodic programs should: on which of its keys it has what
 *     General MIDI has on another
 */
public record FontNotes(Map<Integer, String> leftOut, Set<Integer> bright, Map<Integer, Integer> drumKeys) {

    /** Nothing is wrong with it, and nothing bright in it. */
    public static final FontNotes NONE = new FontNotes(Map.of(), Set.of(), Map.of());

    boolean kitsOnly() {
        return !drumKeys.isEmpty();
    }
}
