package dev.fader.trainer.songs;

import dev.fader.trainer.songs.Accompanist.Family;
import dev.fader.trainer.songs.SongForm.Kind;
import dev.fader.trainer.songs.StemScore.Sung;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes the scores of all stems of one form. */
final class Composer {

    private static final List<Integer> KITS = List.of(0, 0, 0, 8, 16, 24, 25, 32, 40);
    private static final List<Integer> VOICE_PATCHES = List.of(52, 53, 53, 54, 85, 85);
    private static final List<Family> OTHERS = List.of(
            Family.PIANO,
            Family.PIANO,
            Family.GUITAR,
            Family.GUITAR,
            Family.ORGAN,
            Family.STRINGS,
            Family.BRASS,
            Family.LEAD,
            Family.PAD);

    private final SongForm form;
    private final Chance chance;
    private final Edition edition;

    Composer(SongForm form, Chance chance, Edition edition) {
        this.form = form;
        this.chance = chance;
        this.edition = edition;
    }

    List<StemScore> compose(SongLayout layout) {
        return switch (layout) {
            case MUSDB18_HQ -> List.of(vocals(), drums(), bass(), other());
            case SLAKH ->
                List.of(
                        instrument("piano", Family.PIANO, 0.05),
                        drums(),
                        bass(),
                        instrument("guitar", Family.GUITAR, 0.08),
                        instrument("strings", Family.STRINGS, 0.1));
        };
    }

    private StemScore drums() {
        return new StemScore("drums", Drummer.play(form, chance.branch("drums"), KITS), List.of(), 0.4);
    }

    private StemScore bass() {
        return new StemScore("bass", Bassist.play(form, chance.branch("bass")), List.of(), 0);
    }

    private StemScore instrument(String name, Family family, double restlessness) {
        double rests = switch (edition) {
            case FIRST -> restlessness;
            case SECOND, THIRD -> chance.branch(name + " rests").between(0.03, 0.4);
        };
        int higher =
                edition == Edition.THIRD ? chance.branch(name + " register").pick(0, 0, 5, 7, 12) : 0;
        Part part = Accompanist.play(form, chance.branch(name), family, rests, higher);
        if (edition != Edition.FIRST && part.notes().isEmpty()) {
            part = Accompanist.play(form, chance.branch(name), family, 0, higher);
        }
        return new StemScore(name, List.of(part), List.of(), 0.8);
    }

    private StemScore other() {
        Chance its = chance.branch("other");
        if (edition == Edition.THIRD) {
            return new StemScore("other", Ensemble.play(form, its), List.of(), 0.8);
        }
        List<Family> families = new ArrayList<>();
        int count = its.pick(1, 2, 2, 2, 3, 3);
        while (families.size() < count) {
            Family family = its.pick(OTHERS);
            // a song needs somebody who plays chords
            boolean suits = !families.isEmpty() || family != Family.LEAD && family != Family.BRASS;
            if (suits && !families.contains(family)) {
                families.add(family);
            }
        }
        List<Part> parts = new ArrayList<>();
        for (Family family : families) {
            double restlessness = parts.isEmpty() ? 0 : 0.3;
            parts.add(Accompanist.play(form, its.branch(family.name()), family, restlessness, 0));
        }
        return new StemScore("other", List.copyOf(parts), List.of(), 0.8);
    }

    private StemScore vocals() {
        Chance its = chance.branch("vocals");
        return its.happens(edition == Edition.FIRST ? 0.65 : 0.85) ? sung(its) : played(its);
    }

    private StemScore sung(Chance its) {
        Voice voice = singer(its);
        List<Note> tune = Melodist.write(form, its.branch("tune"), voice.low(), voice.high());
        List<Sung> sung = new ArrayList<>();
        sung.add(new Sung(voice, tune, its.between(-0.1, 0.1), 1));
        if (its.happens(0.2)) {
            double width = its.between(0.3, 0.9);
            double gain = its.between(0.35, 0.7);
            sung.add(new Sung(voice, loosened(tune, its.branch("left")), -width, gain));
            sung.add(new Sung(voice, loosened(tune, its.branch("right")), width, gain));
        }
        if (its.happens(0.35)) {
            sung.add(new Sung(
                    singer(its), harmony(tune, its.branch("harmony")), its.between(-0.8, 0.8), its.between(0.3, 0.7)));
        }
        List<Part> choir = its.happens(0.2)
                ? List.of(new Part(its.pick(52, 53), false, 64, 60, held(its.branch("choir"))))
                : List.of();
        return new StemScore("vocals", choir, List.copyOf(sung), 1);
    }

    private Voice singer(Chance its) {
        return switch (edition) {
            case FIRST -> Voice.draw(its);
            case SECOND -> Voice.drawWidely(its);
            case THIRD -> Voice.drawWidely(its).withTreble(its.between(1, 4), its.between(1.2, 4));
        };
    }

    private StemScore played(Chance its) {
        int patch = its.pick(VOICE_PATCHES);
        int low = its.among(50, 58);
        List<Note> tune = Melodist.write(form, its.branch("tune"), low, low + 19);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(patch, false, 64, 110, tune));
        if (its.happens(0.4)) {
            parts.add(new Part(patch, false, its.among(30, 98), 85, harmony(tune, its.branch("harmony"))));
        }
        return new StemScore("vocals", List.copyOf(parts), List.of(), 1);
    }

    /** The same tune, sung again: a little early or late, never twice alike. */
    private static List<Note> loosened(List<Note> tune, Chance chance) {
        List<Note> notes = new ArrayList<>();
        for (Note note : tune) {
            notes.add(new Note(
                    Math.max(0, note.start() + 0.018 * chance.bell()), note.seconds(), note.pitch(), note.velocity()));
        }
        return notes;
    }

    /** A second voice in choruses, a third or sixth away within the key. */
    private List<Note> harmony(List<Note> tune, Chance chance) {
        int away = chance.pick(2, 2, -2, -5);
        boolean everywhere = chance.happens(0.3);
        List<Note> notes = new ArrayList<>();
        for (Note note : tune) {
            boolean chorus = form.bars().stream()
                    .anyMatch(bar -> bar.section().kind() == Kind.CHORUS
                            && note.start() >= bar.start() - 0.05
                            && note.start() < bar.start() + form.barSeconds() - 0.05);
            if (chorus || everywhere) {
                int degree = 0;
                while (form.key().pitch(24, degree) < note.pitch()) {
                    degree++;
                }
                int pitch = form.key().pitch(24, degree + away);
                double start = Math.max(0, note.start() + 0.01 * chance.bell());
                notes.add(new Note(start, note.seconds(), pitch, note.velocity() - 8));
            }
        }
        return notes;
    }

    private List<Note> held(Chance chance) {
        List<Note> notes = new ArrayList<>();
        for (SongForm.Bar bar : form.bars()) {
            if (bar.section().kind() == Kind.CHORUS && !bar.section().resting().contains(SongForm.Role.VOICE)) {
                for (int pitch : bar.first().voicing(64, 3)) {
                    notes.add(new Note(
                            bar.start(),
                            (form.metre().beats() - 0.1) * form.beatSeconds(),
                            pitch,
                            chance.among(60, 85)));
                }
            }
        }
        return Collections.unmodifiableList(notes);
    }
}
