package dev.fader.trainer.songs;

import dev.fader.trainer.songs.Harmony.Chord;
import dev.fader.trainer.songs.Harmony.Key;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A song's skeleton, which all players follow: key, tempo, sections, and a chord for each half bar. Four sixteenths a beat.
 *
 * @param swing how late the off-beat sixteenths come, in sixteenths, 0…0.34
 */
record SongForm(Key key, Metre metre, double beatSeconds, double swing, boolean swungEighths, List<Bar> bars) {

    /** What a section is for; louder ones have more energy. */
    enum Kind {
        INTRO(0.55),
        VERSE(0.7),
        CHORUS(1.0),
        BRIDGE(0.6);

        private final double energy;

        Kind(double energy) {
            this.energy = energy;
        }
    }

    /** One section. @param resting who is silent in it */
    record Section(int number, Kind kind, int bars, double energy, Set<Role> resting) {}

    /** One bar. @param index within its section */
    record Bar(double start, Metre metre, Section section, int index, Chord first, Chord second) {

        Chord chordAt(int step) {
            return step < metre.half() ? first : second;
        }

        boolean lastOfSection() {
            return index == section.bars - 1;
        }
    }

    /** Who plays: the classes that stems are made of. */
    enum Role {
        VOICE,
        DRUMS,
        BASS,
        CHORDS
    }

    static SongForm draw(Chance chance, double seconds, Edition edition) {
        Key key = Key.draw(chance);
        double lot = 0.35 * chance.unit() + 0.65 * (chance.unit() + chance.unit()) / 2;
        double tempo = switch (edition) {
            case FIRST -> 70 + 100 * lot;
            // in proportion: there is as much between 60 and 80 as between 120 and 160
            case SECOND, THIRD -> 56 * StrictMath.pow(184.0 / 56, lot);
        };
        Metre metre = edition == Edition.FIRST ? Metre.FOUR_FOUR : Metre.draw(chance.branch("metre"));
        boolean swung = chance.happens(0.3) && metre == Metre.FOUR_FOUR;
        double swing = swung ? chance.between(0.1, 0.34) : 0;
        double beat = 60 / tempo;
        Sketcher sketcher = new Sketcher(chance, key, metre, edition);
        List<Bar> bars = new ArrayList<>();
        // a pick-up of silence, so that songs do not all begin on the first sample
        double start = chance.between(0, 0.25);
        Kind[] form = {
            Kind.INTRO, Kind.VERSE, Kind.CHORUS, Kind.VERSE, Kind.CHORUS, Kind.BRIDGE, Kind.CHORUS, Kind.CHORUS
        };
        int at = chance.pick(0, 1, 1, 2, 2, 3, 4);
        for (int number = 0; start < seconds; number++, at++) {
            Section section = sketcher.section(number, form[at % form.length]);
            for (int i = 0; i < section.bars && start < seconds; i++) {
                bars.add(sketcher.bar(start, section, i));
                start += metre.beats() * beat;
            }
        }
        return new SongForm(key, metre, beat, swing, swung && chance.happens(0.6), List.copyOf(bars));
    }

    /** Seconds from the bar's beginning to a sixteenth, swing included. */
    double offset(double step) {
        double late = 0;
        int whole = (int) step;
        if (swungEighths && whole % 4 == 2) {
            late = 2 * swing;
        } else if (!swungEighths && whole % 2 == 1) {
            late = swing;
        }
        return (step + late) * beatSeconds / 4;
    }

    double stepSeconds() {
        return beatSeconds / 4;
    }

    int steps() {
        return metre.steps();
    }

    double barSeconds() {
        return metre.beats() * beatSeconds;
    }

    /** Draws sections so that the same kind has the same chords each time. */
    private static final class Sketcher {

        private final Chance chance;
        private final Key key;
        private final Metre metre;
        private final Edition edition;
        private final Arrangement arrangement;
        private final double sevenths;
        private final Map<Kind, String> progressions = new EnumMap<>(Kind.class);

        Sketcher(Chance chance, Key key, Metre metre, Edition edition) {
            this.chance = chance;
            this.key = key;
            this.metre = metre;
            this.edition = edition;
            this.arrangement = new Arrangement(chance.branch("arrangement"));
            this.sevenths = chance.pick(List.of(0.0, 0.1, 0.3, 0.8));
        }

        Section section(int number, Kind kind) {
            int bars = chance.pick(2, 4, 4, 4, 4, 8);
            return new Section(number, kind, bars, kind.energy + chance.between(-0.1, 0.1), resting(kind, bars));
        }

        private Set<Role> resting(Kind kind, int bars) {
            return switch (edition) {
                case FIRST -> seldom(kind);
                case SECOND, THIRD -> arrangement.resting(kind, bars);
            };
        }

        private Set<Role> seldom(Kind kind) {
            double lot = chance.unit();
            return switch (kind) {
                case INTRO -> lot < 0.35 ? Set.of(Role.VOICE) : lot < 0.42 ? Set.of(Role.DRUMS) : Set.of();
                case VERSE -> lot < 0.05 ? Set.of(Role.BASS) : lot < 0.09 ? Set.of(Role.CHORDS) : Set.of();
                case CHORUS -> lot < 0.04 ? Set.of(Role.VOICE) : Set.of();
                case BRIDGE ->
                    lot < 0.18
                            ? Set.of(Role.DRUMS)
                            : lot < 0.28 ? Set.of(Role.VOICE) : lot < 0.32 ? Set.of(Role.DRUMS, Role.BASS) : Set.of();
            };
        }

        Bar bar(double start, Section section, int index) {
            String degrees = progressions.computeIfAbsent(section.kind, kind -> key.progression(chance));
            int degree = degrees.charAt(index % degrees.length()) - '0';
            Chord first = key.chord(degree, chance.happens(sevenths), chance.happens(0.06));
            Chord second = chance.happens(0.15)
                    ? key.chord(degree + chance.pick(2, 3, 4, -2), chance.happens(sevenths), false)
                    : first;
            return new Bar(start, metre, section, index, first, second);
        }
    }
}
