package dev.fader.trainer.songs;

import dev.fader.trainer.songs.Accompanist.Family;
import java.util.ArrayList;
import java.util.List;

/** Who plays in the stem "other" of the third edition: two to four instruments, one of them with chords, one bright. */
final class Ensemble {

    private static final List<Family> CHORDS = List.of(
            Family.PIANO,
            Family.PIANO,
            Family.GUITAR,
            Family.BRIGHT_GUITAR,
            Family.BRIGHT_GUITAR,
            Family.ORGAN,
            Family.STRINGS,
            Family.SYNTH_PAD,
            Family.ACCORDION,
            Family.HARPSICHORD);

    private static final List<Family> BRIGHT = List.of(
            Family.BRIGHT_GUITAR,
            Family.BRIGHT_GUITAR,
            Family.BELLS,
            Family.FOLK,
            Family.ACCORDION,
            Family.FIDDLE,
            Family.FIDDLE,
            Family.TRUMPET,
            Family.SYNTH_LEAD,
            Family.SYNTH_LEAD);

    private static final List<Family> MORE = List.of(
            Family.GUITAR,
            Family.ORGAN,
            Family.STRINGS,
            Family.BRASS,
            Family.SYNTH_PAD,
            Family.HARPSICHORD,
            Family.BELLS,
            Family.REED,
            Family.FLUTE,
            Family.LEAD);

    private Ensemble() {}

    static List<Part> play(SongForm form, Chance chance) {
        List<Family> families = new ArrayList<>();
        families.add(chance.pick(CHORDS));
        int count = chance.pick(2, 2, 3, 3, 4);
        while (families.size() < count) {
            Family family = chance.pick(families.size() == 1 ? BRIGHT : MORE);
            if (!families.contains(family)) {
                families.add(family);
            }
        }
        List<Part> parts = new ArrayList<>();
        for (Family family : families) {
            double restlessness = parts.isEmpty() ? 0 : 0.3;
            int higher = chance.pick(0, 0, 5, 7, 12);
            parts.add(Accompanist.play(form, chance.branch(family.name()), family, restlessness, higher));
        }
        return List.copyOf(parts);
    }
}
