package dev.fader.trainer.songs;

import dev.fader.trainer.songs.SongForm.Kind;
import dev.fader.trainer.songs.SongForm.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who rests in which section: songs open with a few, fall apart in the bridge and are full in the chorus. Nobody rests
 * for long, so that even half a minute has a place where all play.
 */
final class Arrangement {

    private static final int LONGEST_REST_BARS = 4;

    private final Chance chance;
    /** How willingly players leave, relative to a usual song. */
    private final double sparseness;

    private Set<Role> before = Set.of();

    Arrangement(Chance chance) {
        this.chance = chance;
        this.sparseness = chance.between(0.2, 1.8);
    }

    /** Draws for the next section. */
    Set<Role> resting(Kind kind, int bars) {
        Set<Role> resting = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            boolean leaves = chance.happens(share(role, kind) * sparseness);
            if (leaves && bars <= LONGEST_REST_BARS && !before.contains(role)) {
                resting.add(role);
            }
        }
        if (resting.size() == Role.values().length) {
            resting.remove(Role.CHORDS);
        }
        before = resting;
        return resting;
    }

    /** The share of sections in which a role rests in a usual song. */
    private static double share(Role role, Kind kind) {
        return switch (kind) {
            case INTRO ->
                switch (role) {
                    case VOICE -> 0.55;
                    case DRUMS -> 0.35;
                    case BASS -> 0.3;
                    case CHORDS -> 0.1;
                };
            case VERSE ->
                switch (role) {
                    case VOICE -> 0.08;
                    case DRUMS -> 0.15;
                    case BASS -> 0.12;
                    case CHORDS -> 0.1;
                };
            case CHORUS -> role == Role.VOICE ? 0.06 : 0.03;
            case BRIDGE ->
                switch (role) {
                    case VOICE -> 0.4;
                    case DRUMS -> 0.35;
                    case BASS -> 0.25;
                    case CHORDS -> 0.15;
                };
        };
    }
}
