package dev.fader.trainer.songs;

import dev.fader.trainer.songs.SongForm.Bar;
import dev.fader.trainer.songs.SongForm.Kind;
import dev.fader.trainer.songs.SongForm.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes the tune: two-bar phrases whose rhythm and contour come back in sections of the same kind. */
final class Melodist {

    private static final int PHRASE_BARS = 2;

    /** One tone of a phrase: when, how long (both in steps from the phrase's beginning), and how far it moves. */
    private record Idea(int step, int steps, int move, double loudness) {}

    private final SongForm form;
    private final Chance chance;
    private final int low;
    private final int high;
    private final double looseness;
    private final double density;
    private final Map<Kind, List<List<Idea>>> motifs = new EnumMap<>(Kind.class);
    private final List<Note> notes = new ArrayList<>();

    private Melodist(SongForm form, Chance chance, int low, int high) {
        this.form = form;
        this.chance = chance;
        this.low = low;
        this.high = high;
        this.looseness = chance.between(0.004, 0.022);
        // slow songs have room for more syllables a beat
        this.density = Math.clamp(form.beatSeconds() * chance.between(0.5, 0.95), 0.2, 0.75);
    }

    /** @param low lowest pitch, MIDI @param high highest */
    static List<Note> write(SongForm form, Chance chance, int low, int high) {
        Melodist melodist = new Melodist(form, chance, low, high);
        melodist.writeBars();
        return List.copyOf(melodist.notes);
    }

    private void writeBars() {
        int degree = chance.among(0, 4);
        int phrase = 0;
        for (int i = 0; i < form.bars().size(); i++) {
            Bar bar = form.bars().get(i);
            if (bar.index() % PHRASE_BARS != 0 || bar.section().resting().contains(Role.VOICE)) {
                continue;
            }
            List<List<Idea>> section =
                    motifs.computeIfAbsent(bar.section().kind(), kind -> List.of(motif(), motif(), motif()));
            phrase = bar.index() / PHRASE_BARS;
            degree = sing(i, section.get(phrase % 4 == 2 ? 1 : phrase % 4 == 3 ? 2 : 0), degree);
        }
    }

    private List<Idea> motif() {
        List<Idea> ideas = new ArrayList<>();
        int step = chance.pick(0, 0, 0, 0, 2, 2, 4);
        int end = PHRASE_BARS * form.steps() - chance.pick(1, 2, 2, 4, 4, 6);
        while (step < end) {
            boolean slow = !chance.happens(density);
            int steps = slow ? chance.pick(3, 4, 4, 6, 8) : chance.pick(2, 2, 2, 3, 1);
            steps = Math.min(steps, end - step);
            ideas.add(new Idea(
                    step, steps, chance.pick(-2, -1, -1, -1, 0, 0, 1, 1, 1, 2, 3, -3), chance.between(0.6, 1)));
            step += steps + (chance.happens(0.1) ? 2 : 0);
        }
        return ideas;
    }

    private int sing(int firstBar, List<Idea> motif, int from) {
        int degree = from;
        for (int n = 0; n < motif.size(); n++) {
            Idea idea = motif.get(n);
            int index = firstBar + idea.step / form.steps();
            if (index >= form.bars().size()
                    || form.bars().get(index).section()
                            != form.bars().get(firstBar).section()) {
                break;
            }
            Bar bar = form.bars().get(index);
            int step = idea.step % form.steps();
            degree = settle(degree + idea.move, bar, step, n == motif.size() - 1);
            double start = Math.max(0, bar.start() + form.offset(step) + 0.006 + looseness * chance.bell());
            double held = idea.steps * form.stepSeconds();
            boolean legato = n + 1 < motif.size() && motif.get(n + 1).step == idea.step + idea.steps;
            notes.add(new Note(start, legato ? held : held * 0.88, pitch(degree), (int)
                    (70 + 50 * idea.loudness * bar.section().energy() + 4 * chance.bell())));
        }
        return degree;
    }

    /** Keeps the tune within the voice's range, and strong beats and endings within the chord. */
    private int settle(int wanted, Bar bar, int step, boolean last) {
        int degree = wanted;
        while (pitch(degree) > high) {
            degree -= chance.pick(2, 3, 4);
        }
        while (pitch(degree) < low) {
            degree += chance.pick(2, 3, 4);
        }
        boolean strong = last || step % form.metre().half() == 0 || step % 4 == 0 && chance.happens(0.5);
        if (strong && !bar.chordAt(step).contains(pitch(degree))) {
            int other = chance.happens(0.5) ? 1 : -1;
            degree += bar.chordAt(step).contains(pitch(degree + other)) ? other : -other;
        }
        return degree;
    }

    private int pitch(int degree) {
        return form.key().pitch((low + high) / 2 - 6, degree);
    }
}
