package dev.fader.trainer.songs;

import dev.fader.trainer.songs.SongForm.Bar;
import dev.fader.trainer.songs.SongForm.Role;
import java.util.ArrayList;
import java.util.List;

/** Plays the drums: a style's patterns by section, accents, ghost notes, fills and crashes. */
final class Drummer {

    private static final int KICK = 36;
    private static final int SNARE = 38;
    private static final int STICK = 37;
    private static final int CLAP = 39;
    private static final int CLOSED_HAT = 42;
    private static final int PEDAL_HAT = 44;
    private static final int OPEN_HAT = 46;
    private static final int CRASH = 49;
    private static final int RIDE = 51;
    private static final int RIDE_BELL = 53;
    private static final int TAMBOURINE = 54;
    private static final int[] TOMS = {50, 48, 47, 45, 43, 41};

    /** A character for each sixteenth of a bar: digits are loudness in ninths, a dot is silence. Several to draw from. */
    private enum Style {
        ROCK(
                List.of(
                        "9.......9.......",
                        "9.....7.9.......",
                        "9..5....9.7.....",
                        "9.7.....8.6.....",
                        "9.....6.7.8....."),
                List.of("....9.......9...", "....9..2.2..9...", "....9.......9..3"),
                List.of("8.6.8.6.8.6.8.6.", "8...7...8...7...", "8464846484648464")),
        FUNK(
                List.of("9..6..7...6..5..", "9.7....6.7..5...", "9.....7..67.....", "9..7......7..6.."),
                List.of("....9..3.3..9..2", "....9.3..3.39...", "....9..2....9.3."),
                List.of("8565856585658565", "8.6.8.6.8.6.8.66", "85.585.585.585.5")),
        DANCE(
                List.of("9...9...9...9...", "9...9...9...9.5.", "9...9...9..69..."),
                List.of("....8.......8...", "....8.......8..4", "................"),
                List.of("..8...8...8...8.", "4.8.4.8.4.8.4.8.", "4484448444844484")),
        HIP_HOP(
                List.of("9......7..8.....", "9.7.......8..6..", "9.....6..78.....", "9..........7...."),
                List.of("....9.......9...", "....9.......9..3", "....9.....3.9..."),
                List.of("8.6.8.6.8.6.8.6.", "8.6.8.648.6.8.66", "86.686.686.68466")),
        BALLAD(
                List.of("8.......6.......", "8.........6.....", "8......56......."),
                List.of("....7.......7...", "........7.......", "....6.......6..."),
                List.of("6.4.5.4.6.4.5.4.", "6...5...6...5...", "6.......5.......")),
        SHUFFLE(
                List.of("8.....6.8.......", "8.......7.....5.", "9...6...9...6..."),
                List.of("....8.......8...", "....8..2....8..2", "....7.2.....8.2."),
                List.of("8...8.6.8...8.6.", "8.6.8.6.8.6.8.6.", "7...8.5.7...8.5.")),
        LATIN(
                List.of("8..6..7.8..6..7.", "8.....7.8.....7.", "8..7....8..7...."),
                List.of("...6..6....6..6.", "..6..6....6.6...", "6..6..6...6.6..."),
                List.of("8.6.8.6.8.6.8.6.", "8665866586658665", "6.8.6.8.6.8.6.8.")),
        WALTZ(
                List.of("9...........", "9.......6...", "8.....5.....", "9...5......."),
                List.of("....7...7...", "........8...", "....6...6..3", "....5...7.4."),
                List.of("8...6...6...", "8.6.6.6.6.6.", "7...6.5.6.5.")),
        SLOW_SIX(
                List.of("9.........6.", "9...6.......", "8.....5...6.", "9.....6....."),
                List.of("......9.....", "......9...3.", "......8....2", "..2...8....."),
                List.of("8.6.6.8.6.6.", "8.6.7.8.6.7.", "865765865765", "8.....7....."));

        private final List<String> kicks;
        private final List<String> snares;
        private final List<String> hats;

        Style(List<String> kicks, List<String> snares, List<String> hats) {
            this.kicks = kicks;
            this.snares = snares;
            this.hats = hats;
        }
    }

    private final SongForm form;
    private final Chance chance;
    private final Style style;
    private final int timekeeper;
    private final int backbeat;
    private final double looseness;
    private final List<Note> notes = new ArrayList<>();

    private Drummer(SongForm form, Chance chance) {
        this.form = form;
        this.chance = chance;
        this.style = chance.pick(fitting(form));
        this.timekeeper = chance.pick(CLOSED_HAT, CLOSED_HAT, CLOSED_HAT, RIDE);
        this.backbeat = style == Style.LATIN ? STICK : chance.pick(SNARE, SNARE, SNARE, SNARE, 40, CLAP);
        this.looseness = chance.between(0.001, 0.009);
    }

    private static List<Style> fitting(SongForm form) {
        return switch (form.metre()) {
            case THREE_FOUR -> List.of(Style.WALTZ);
            case SIX_EIGHT -> List.of(Style.SLOW_SIX);
            case FOUR_FOUR -> {
                if (form.swing() > 0.2) {
                    yield List.of(Style.SHUFFLE, Style.SHUFFLE, Style.HIP_HOP, Style.BALLAD);
                }
                yield form.beatSeconds() > 0.68
                        ? List.of(Style.BALLAD, Style.HIP_HOP, Style.ROCK, Style.FUNK)
                        : List.of(Style.ROCK, Style.ROCK, Style.FUNK, Style.DANCE, Style.HIP_HOP, Style.LATIN);
            }
        };
    }

    /** @param kits the percussion programs to draw from */
    static List<Part> play(SongForm form, Chance chance, List<Integer> kits) {
        Drummer drummer = new Drummer(form, chance);
        drummer.playBars();
        return List.of(new Part(chance.pick(kits), true, 64, 110, List.copyOf(drummer.notes)));
    }

    private void playBars() {
        int section = -1;
        String kick = "";
        String snare = "";
        String hat = "";
        boolean tambourine = false;
        int ride = timekeeper;
        for (Bar bar : form.bars()) {
            if (bar.section().number() != section) {
                section = bar.section().number();
                kick = chance.pick(style.kicks);
                snare = chance.pick(style.snares);
                hat = chance.pick(style.hats);
                tambourine = bar.section().energy() > 0.9 && chance.happens(0.3);
                ride = bar.section().energy() > 0.9 && chance.happens(0.4) ? RIDE : timekeeper;
                if (chance.happens(0.7) && !bar.section().resting().contains(Role.DRUMS)) {
                    hit(bar, 0, CRASH, 0.9);
                }
            }
            if (bar.section().resting().contains(Role.DRUMS)) {
                if (bar.lastOfSection() && chance.happens(0.5)) {
                    fill(bar, form.steps() / 2);
                }
                continue;
            }
            boolean fills = bar.lastOfSection() ? chance.happens(0.75) : chance.happens(0.06);
            int end = fills ? fillBegins() : form.steps();
            pattern(bar, kick, KICK, fills ? Math.max(end, form.steps() / 2) : form.steps());
            pattern(bar, snare, backbeat, end);
            pattern(bar, hat, ride, end);
            colours(bar, ride, tambourine, end);
            if (fills) {
                fill(bar, end);
            }
        }
    }

    private int fillBegins() {
        return form.metre() == Metre.FOUR_FOUR ? chance.pick(8, 8, 12, 12, 4) : chance.pick(6, 6, 9, 3);
    }

    private void pattern(Bar bar, String steps, int key, int end) {
        for (int step = 0; step < end; step++) {
            char digit = steps.charAt(step);
            if (digit != '.') {
                boolean open = key == CLOSED_HAT && step % 4 == 2 && chance.happens(0.06);
                hit(bar, step, open ? OPEN_HAT : key, (digit - '0') / 9.0);
            }
        }
    }

    private void colours(Bar bar, int ride, boolean tambourine, int end) {
        for (int step = 0; step < end; step += 4) {
            if (tambourine) {
                hit(bar, step + 2, TAMBOURINE, 0.5);
            }
            if (ride == RIDE && step % 8 == 4 && chance.happens(0.5)) {
                hit(bar, step, PEDAL_HAT, 0.5);
            }
            if (ride == RIDE && chance.happens(0.05)) {
                hit(bar, step, RIDE_BELL, 0.6);
            }
        }
        // a ghost kick or snare now and then keeps repeated bars from being copies
        if (chance.happens(0.25)) {
            hit(bar, chance.among(1, end - 1), chance.happens(0.5) ? KICK : backbeat, chance.between(0.25, 0.45));
        }
    }

    private void fill(Bar bar, int from) {
        int tom = 0;
        for (int step = from; step < form.steps(); step++) {
            if (chance.happens(0.2)) {
                continue;
            }
            boolean snare = chance.happens(0.4);
            hit(bar, step, snare ? SNARE : TOMS[Math.min(tom, TOMS.length - 1)], chance.between(0.6, 1));
            tom += chance.happens(0.5) ? 1 : 0;
            if (chance.happens(0.25)) {
                hit(bar, step + 0.5, SNARE, chance.between(0.4, 0.7));
            }
        }
    }

    private void hit(Bar bar, double step, int key, double loudness) {
        double start = bar.start() + form.offset(step) + looseness * chance.bell();
        double velocity = 127 * loudness * (0.72 + 0.28 * bar.section().energy()) + 5 * chance.bell();
        notes.add(new Note(Math.max(0, start), 0.12, key, (int) velocity));
    }
}
