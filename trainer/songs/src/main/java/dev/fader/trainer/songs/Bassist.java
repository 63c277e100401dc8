package dev.fader.trainer.songs;

import dev.fader.trainer.songs.Harmony.Chord;
import dev.fader.trainer.songs.SongForm.Bar;
import dev.fader.trainer.songs.SongForm.Role;
import java.util.ArrayList;
import java.util.List;

/** Plays the bass: under the chords' roots, in one of several manners. */
final class Bassist {

    private static final List<Integer> PATCHES = List.of(32, 33, 33, 33, 34, 34, 35, 36, 38, 39);

    private enum Manner {
        LONG,
        EIGHTHS,
        ROOT_FIFTH,
        OCTAVES,
        WALKING,
        RIFF
    }

    private final SongForm form;
    private final Chance chance;
    private final int floor;
    private final double legato;
    private final double looseness;
    private final double push;
    private final List<Note> notes = new ArrayList<>();

    private Bassist(SongForm form, Chance chance) {
        this.form = form;
        this.chance = chance;
        this.floor = chance.among(26, 34);
        this.legato = chance.between(0.55, 0.98);
        this.looseness = chance.between(0.001, 0.010);
        this.push = chance.between(-0.006, 0.012);
    }

    static List<Part> play(SongForm form, Chance chance) {
        Bassist bassist = new Bassist(form, chance);
        bassist.playBars();
        return List.of(new Part(chance.pick(PATCHES), false, 64, 110, List.copyOf(bassist.notes)));
    }

    private void playBars() {
        int section = -1;
        Manner manner = Manner.LONG;
        boolean[] riff = new boolean[form.steps()];
        int[] tones = new int[form.steps()];
        for (int i = 0; i < form.bars().size(); i++) {
            Bar bar = form.bars().get(i);
            if (bar.section().number() != section) {
                section = bar.section().number();
                manner = draw(bar);
                for (int step = 0; step < form.steps(); step++) {
                    riff[step] = step == 0 || chance.happens(step % 4 == 0 ? 0.5 : step % 2 == 0 ? 0.45 : 0.15);
                    tones[step] = chance.pick(0, 0, 0, 0, 1, 2, 2, 3);
                }
            }
            if (!bar.section().resting().contains(Role.BASS)) {
                Chord next =
                        form.bars().get(Math.min(i + 1, form.bars().size() - 1)).first();
                playBar(bar, next, manner, riff, tones);
            }
        }
    }

    private Manner draw(Bar bar) {
        List<Manner> choices = bar.section().energy() > 0.85
                ? List.of(Manner.EIGHTHS, Manner.OCTAVES, Manner.RIFF, Manner.ROOT_FIFTH, Manner.WALKING)
                : List.of(Manner.LONG, Manner.ROOT_FIFTH, Manner.RIFF, Manner.RIFF, Manner.EIGHTHS);
        return form.swing() > 0.2 && chance.happens(0.5) ? Manner.WALKING : chance.pick(choices);
    }

    private void playBar(Bar bar, Chord next, Manner manner, boolean[] riff, int[] tones) {
        int half = form.metre().half();
        switch (manner) {
            case LONG -> {
                note(bar, 0, bar.second() == bar.first() ? form.steps() - 2 : half, 0, 0.9);
                if (bar.second() != bar.first() || chance.happens(0.4)) {
                    note(bar, half, form.steps() - half - 1, 0, 0.8);
                }
            }
            case EIGHTHS -> {
                for (int step = 0; step < form.steps(); step += 2) {
                    note(
                            bar,
                            step,
                            2,
                            step == form.steps() - 2 && chance.happens(0.4) ? 2 : 0,
                            step % 4 == 0 ? 0.9 : 0.75);
                }
            }
            case ROOT_FIFTH -> {
                note(bar, 0, half - 2, 0, 0.95);
                note(bar, half - 2, 2, chance.happens(0.4) ? 0 : 2, 0.7);
                note(bar, half, form.steps() - half - 2, 2, 0.85);
                if (chance.happens(0.5)) {
                    note(bar, form.steps() - 2, 2, 0, 0.7);
                }
            }
            case OCTAVES -> {
                for (int step = 0; step < form.steps(); step += 2) {
                    note(bar, step, 1.6, step % 4 == 0 ? 0 : bar.chordAt(step).classes().length, 0.85);
                }
            }
            case WALKING -> walk(bar, next);
            case RIFF -> {
                for (int step = 0; step < form.steps(); step++) {
                    if (riff[step]) {
                        int length = 1;
                        while (step + length < form.steps() && !riff[step + length]) {
                            length++;
                        }
                        note(bar, step, Math.min(length, 6), step == 0 ? 0 : tones[step], step == 0 ? 0.95 : 0.8);
                    }
                }
            }
        }
    }

    private void walk(Bar bar, Chord next) {
        note(bar, 0, 4, 0, 0.9);
        note(bar, 4, 4, chance.pick(1, 2), 0.8);
        if (form.steps() == 16) {
            note(bar, 8, 4, bar.first() == bar.second() ? chance.pick(2, 3) : 0, 0.85);
        }
        int target = next.tone(0, floor);
        add(bar, form.steps() - 4, 4, target + chance.pick(-1, 1, -2, 2), 0.8);
    }

    private void note(Bar bar, double step, double steps, int tone, double loudness) {
        add(bar, step, steps, bar.chordAt((int) step).tone(tone, floor), loudness);
    }

    private void add(Bar bar, double step, double steps, int pitch, double loudness) {
        double start = Math.max(0, bar.start() + form.offset(step) + push + looseness * chance.bell());
        double velocity = 120 * loudness * (0.8 + 0.2 * bar.section().energy()) + 6 * chance.bell();
        notes.add(new Note(start, Math.max(0.06, steps * form.stepSeconds() * legato), pitch, (int) velocity));
    }
}
