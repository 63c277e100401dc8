package dev.fader.trainer.songs;

import dev.fader.trainer.songs.Harmony.Chord;
import dev.fader.trainer.songs.SongForm.Bar;
import dev.fader.trainer.songs.SongForm.Role;
import java.util.ArrayList;
import java.util.List;

/** Plays chords, arpeggios and riffs on one instrument. */
final class Accompanist {

    /** The instruments an accompanist may take, with the General MIDI patches of each and where it is at home. */
    enum Family {
        PIANO(60, List.of(0, 0, 1, 4, 5, 0, 4)),
        ORGAN(58, List.of(16, 18, 16)),
        GUITAR(55, List.of(24, 25, 25, 26, 27, 27, 28, 29, 30)),
        STRINGS(62, List.of(48, 48, 49, 50, 51)),
        BRASS(62, List.of(61, 62, 56, 65)),
        LEAD(67, List.of(80, 81, 87, 73, 11)),
        PAD(60, List.of(89, 90, 95, 54)),
        HARPSICHORD(64, List.of(6, 7, 15, 46)),
        ACCORDION(66, List.of(21, 21, 22, 23)),
        BELLS(79, List.of(9, 9, 10, 11, 13, 14, 98, 112)),
        FOLK(66, List.of(104, 105, 105, 106, 107, 108)),
        BRIGHT_GUITAR(66, List.of(25, 25, 27, 28, 28, 29, 30, 31)),
        FIDDLE(74, List.of(40, 40, 41, 41, 110)),
        REED(71, List.of(64, 65, 66, 67, 68, 71)),
        FLUTE(80, List.of(72, 73, 74, 75, 78)),
        TRUMPET(72, List.of(56, 59, 59, 61)),
        SYNTH_LEAD(76, List.of(80, 81, 84, 87)),
        SYNTH_PAD(65, List.of(88, 89, 90, 92, 94, 95, 99));

        private final int centre;
        private final List<Integer> patches;

        Family(int centre, List<Integer> patches) {
            this.centre = centre;
            this.patches = patches;
        }

        /** Whether it plays one tone at a time. */
        boolean melodic() {
            return switch (this) {
                case LEAD, FIDDLE, REED, FLUTE, TRUMPET, SYNTH_LEAD -> true;
                case PIANO, ORGAN, GUITAR, STRINGS, BRASS, PAD -> false;
                case HARPSICHORD, ACCORDION, BELLS, FOLK, BRIGHT_GUITAR, SYNTH_PAD -> false;
            };
        }

        private boolean strums() {
            return this == GUITAR || this == BRIGHT_GUITAR;
        }
    }

    private enum Manner {
        HELD,
        COMPED,
        ARPEGGIO,
        STRUMMED,
        RIFF
    }

    private final SongForm form;
    private final Chance chance;
    private final Family family;
    private final int centre;
    private final int voices;
    private final double looseness;
    private final List<Note> notes = new ArrayList<>();

    private Accompanist(SongForm form, Chance chance, Family family, int higher) {
        this.form = form;
        this.chance = chance;
        this.family = family;
        this.centre = family.centre + higher + chance.among(-4, 5);
        this.voices = family.melodic() ? 1 : chance.pick(3, 3, 3, 4, 4);
        this.looseness = chance.between(0.001, 0.012);
    }

    /**
     * @param restlessness share of the sections in which it is silent of its own will
     * @param higher semitones above where the family is at home
     */
    static Part play(SongForm form, Chance chance, Family family, double restlessness, int higher) {
        Accompanist accompanist = new Accompanist(form, chance, family, higher);
        accompanist.playBars(restlessness);
        boolean leads = restlessness == 0;
        return new Part(
                chance.pick(family.patches),
                false,
                leads ? chance.among(50, 78) : chance.among(20, 107),
                leads ? 110 : chance.among(75, 110),
                List.copyOf(accompanist.notes));
    }

    private void playBars(double restlessness) {
        int section = -1;
        Manner manner = Manner.HELD;
        boolean rests = false;
        boolean[] hits = new boolean[form.steps()];
        int[] degrees = new int[form.steps()];
        for (Bar bar : form.bars()) {
            if (bar.section().number() != section) {
                section = bar.section().number();
                manner = draw();
                rests = chance.happens(restlessness);
                double density = chance.between(0.15, 0.5);
                for (int step = 0; step < form.steps(); step++) {
                    hits[step] = chance.happens(step % 4 == 0 ? density + 0.3 : step % 2 == 0 ? density : density / 4);
                    degrees[step] = chance.pick(0, 0, 1, 1, 2, 2, 3, -1);
                }
                hits[chance.pick(0, 0, 2, 4)] = true;
            }
            if (!rests && !bar.section().resting().contains(Role.CHORDS)) {
                playBar(bar, manner, hits, degrees);
            }
        }
    }

    private Manner draw() {
        return switch (family) {
            case PIANO ->
                chance.pick(List.of(Manner.HELD, Manner.COMPED, Manner.COMPED, Manner.ARPEGGIO, Manner.ARPEGGIO));
            case ORGAN -> chance.pick(List.of(Manner.HELD, Manner.HELD, Manner.COMPED));
            case GUITAR ->
                chance.pick(List.of(Manner.STRUMMED, Manner.STRUMMED, Manner.ARPEGGIO, Manner.RIFF, Manner.COMPED));
            case STRINGS -> chance.pick(List.of(Manner.HELD, Manner.HELD, Manner.HELD, Manner.COMPED, Manner.RIFF));
            case BRASS -> chance.pick(List.of(Manner.COMPED, Manner.HELD, Manner.RIFF));
            case LEAD -> chance.pick(List.of(Manner.RIFF, Manner.RIFF, Manner.ARPEGGIO));
            case PAD, SYNTH_PAD -> Manner.HELD;
            case HARPSICHORD, BELLS, FOLK ->
                chance.pick(List.of(Manner.ARPEGGIO, Manner.ARPEGGIO, Manner.RIFF, Manner.COMPED));
            case ACCORDION -> chance.pick(List.of(Manner.HELD, Manner.COMPED, Manner.RIFF));
            case BRIGHT_GUITAR ->
                chance.pick(List.of(Manner.STRUMMED, Manner.STRUMMED, Manner.HELD, Manner.ARPEGGIO, Manner.COMPED));
            case FIDDLE, REED, FLUTE, TRUMPET, SYNTH_LEAD ->
                chance.pick(List.of(Manner.RIFF, Manner.RIFF, Manner.RIFF, Manner.ARPEGGIO));
        };
    }

    private void playBar(Bar bar, Manner manner, boolean[] hits, int[] degrees) {
        switch (manner) {
            case HELD -> {
                if (bar.first() == bar.second()) {
                    chord(bar, 0, form.steps() - 0.2, 0.7, 0);
                } else {
                    int half = form.metre().half();
                    chord(bar, 0, half - 0.2, 0.7, 0);
                    chord(bar, half, form.steps() - half - 0.2, 0.7, 0);
                }
            }
            case COMPED -> comp(bar, hits);
            case ARPEGGIO -> arpeggio(bar, degrees[0] > 0 ? 1 : 2, degrees);
            case STRUMMED -> {
                for (int step = 0; step < form.steps(); step += 2) {
                    if (step == 0 || hits[step] || chance.happens(0.25)) {
                        chord(
                                bar,
                                step,
                                chance.pick(2, 3, 4),
                                step % 4 == 0 ? 0.85 : 0.65,
                                step % 4 == 0 ? 0.012 : -0.009);
                    }
                }
            }
            case RIFF -> {
                for (int step = 0; step < form.steps(); step++) {
                    if (hits[step]) {
                        int length = gap(hits, step);
                        tone(bar, step, Math.min(length, 5), bar.chordAt(step).tone(degrees[step], centre - 5), 0.85);
                    }
                }
            }
        }
    }

    private void comp(Bar bar, boolean[] hits) {
        for (int step = 0; step < form.steps(); step++) {
            if (hits[step]) {
                chord(bar, step, Math.min(gap(hits, step), 4) * 0.9, step % 4 == 0 ? 0.8 : 0.68, 0);
            }
        }
    }

    private void arpeggio(Bar bar, int stride, int[] degrees) {
        int range = voices + 2;
        for (int step = 0; step < form.steps(); step += stride) {
            int n = step / stride;
            int tone = degrees[1] > 0 ? n % range : range - 1 - Math.abs(n % (2 * range - 2) - range + 1);
            tone(bar, step, stride * 1.5, bar.chordAt(step).tone(tone, centre - 9), step % 4 == 0 ? 0.8 : 0.65);
        }
    }

    private static int gap(boolean[] hits, int step) {
        int length = 1;
        while (step + length < hits.length && !hits[step + length]) {
            length++;
        }
        return length;
    }

    private void chord(Bar bar, int step, double steps, double loudness, double strum) {
        Chord chord = bar.chordAt(step);
        int[] pitches = chord.voicing(centre, Math.max(voices, family.melodic() ? 1 : 3));
        for (int i = 0; i < pitches.length; i++) {
            int order = strum < 0 ? pitches.length - 1 - i : i;
            add(bar, step, steps, pitches[i], loudness, Math.abs(strum) * order);
        }
        // a low root fills a strummed or held chord out
        if (family.strums() && strum > 0 || family == Family.PIANO && chance.happens(0.3)) {
            add(bar, step, steps, chord.tone(0, centre - 19), loudness * 0.9, 0);
        }
    }

    private void tone(Bar bar, int step, double steps, int pitch, double loudness) {
        add(bar, step, steps, pitch, loudness, 0);
    }

    private void add(Bar bar, double step, double steps, int pitch, double loudness, double delay) {
        double start = Math.max(0, bar.start() + form.offset(step) + delay + looseness * chance.bell());
        double velocity = 118 * loudness * (0.75 + 0.25 * bar.section().energy()) + 7 * chance.bell();
        notes.add(new Note(start, Math.max(0.08, steps * form.stepSeconds()), pitch, (int) velocity));
    }
}
