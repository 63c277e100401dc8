package dev.fader.trainer.songs;

import java.util.ArrayList;
import java.util.List;

/**
 * What the third edition drew for a song's sound; in earlier ones all is as played.
 *
 * @param polarities by stem, 1 or −1: which way its loudspeakers move first
 * @param devices by stem and part, what the part went through
 */
record Production(Tape tape, List<Integer> polarities, List<List<String>> devices) {

    static Production draw(Chance chance, int stems, Edition edition) {
        List<Integer> polarities = new ArrayList<>();
        for (int k = 0; k < stems; k++) {
            polarities.add(edition == Edition.THIRD && chance.happens(0.5) ? -1 : 1);
        }
        Tape tape = edition == Edition.THIRD ? Tape.draw(chance.branch("tape")) : new Tape(100);
        return new Production(tape, List.copyOf(polarities), List.of());
    }

    Production with(List<List<String>> itsDevices) {
        return new Production(tape, polarities, List.copyOf(itsDevices));
    }
}
