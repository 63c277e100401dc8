package dev.fader.trainer.songs.sound;

import java.util.Map;
import java.util.Set;

/**
 * What was found when a SoundFont was listened to.
 *
 * @param leftOut programs that no song uses, and why
 * @param bright programs that have treble at C5
 */
public record FontNotes(Map<Integer, String> leftOut, Set<Integer> bright) {

    /** Nothing is wrong with it, and nothing bright in it. */
    public static final FontNotes NONE = new FontNotes(Map.of(), Set.of());
}
