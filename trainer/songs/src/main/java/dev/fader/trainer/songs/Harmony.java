package dev.fader.trainer.songs;

import java.util.List;

/** Keys, chords and the progressions that sections are built on. */
final class Harmony {

    private Harmony() {}

    /** Seven pitch classes above a tonic, and the progressions (degrees from 0) that suit them. */
    enum Mode {
        MAJOR(new int[] {0, 2, 4, 5, 7, 9, 11}, "0453 0534 5304 0345 1400 0243 3405 0514 0303 3451 0153 4530 0013"),
        MIXOLYDIAN(new int[] {0, 2, 4, 5, 7, 9, 10}, "0630 0364 0060 4630 0436"),
        MINOR(new int[] {0, 2, 3, 5, 7, 8, 10}, "0526 0340 0656 0534 5602 0265 0003 3504 0635 0546"),
        DORIAN(new int[] {0, 2, 3, 5, 7, 9, 10}, "0303 0363 0036 0260 0634"),
        PHRYGIAN(new int[] {0, 1, 3, 5, 7, 8, 10}, "0106 0651 0010");

        private final int[] steps;
        private final List<String> progressions;

        Mode(int[] steps, String progressions) {
            this.steps = steps;
            this.progressions = List.of(progressions.split(" "));
        }
    }

    /** @param tonic pitch class, 0 = C */
    record Key(int tonic, Mode mode) {

        static Key draw(Chance chance) {
            Mode mode = chance.pick(List.of(
                    Mode.MAJOR,
                    Mode.MAJOR,
                    Mode.MAJOR,
                    Mode.MINOR,
                    Mode.MINOR,
                    Mode.MINOR,
                    Mode.DORIAN,
                    Mode.MIXOLYDIAN,
                    Mode.PHRYGIAN));
            return new Key(chance.among(0, 11), mode);
        }

        /** MIDI pitch of a scale degree counted from the tonic at or above {@code floor}; degrees may be any integer. */
        int pitch(int floor, int degree) {
            int base = floor + Math.floorMod(tonic - floor, 12);
            return base + 12 * Math.floorDiv(degree, 7) + mode.steps[Math.floorMod(degree, 7)];
        }

        Chord chord(int degree, boolean seventh, boolean suspended) {
            int root = Math.floorMod(pitch(0, degree), 12);
            int[] wanted = seventh ? new int[] {0, suspended ? 3 : 2, 4, 6} : new int[] {0, suspended ? 3 : 2, 4};
            int[] classes = new int[wanted.length];
            for (int i = 0; i < wanted.length; i++) {
                classes[i] = Math.floorMod(pitch(0, degree + wanted[i]), 12);
            }
            return new Chord(root, classes, degree);
        }

        String progression(Chance chance) {
            return chance.pick(mode.progressions);
        }
    }

    /** @param classes pitch classes from the root up @param degree of the scale, from 0 */
    record Chord(int root, int[] classes, int degree) {

        /** The lowest pitch at or above {@code floor} that is the chord's n-th tone. */
        int tone(int n, int floor) {
            int octave = Math.floorDiv(n, classes.length);
            int rootPitch = floor + Math.floorMod(root - floor, 12);
            int above = Math.floorMod(classes[Math.floorMod(n, classes.length)] - root, 12);
            return rootPitch + 12 * octave + above;
        }

        boolean contains(int pitch) {
            for (int pitchClass : classes) {
                if (Math.floorMod(pitch - pitchClass, 12) == 0) {
                    return true;
                }
            }
            return false;
        }

        /** Close voicing whose middle lies near {@code centre}, in rising order. */
        int[] voicing(int centre, int voices) {
            int best = 0;
            double distance = Double.MAX_VALUE;
            for (int inversion = -classes.length; inversion < 2 * classes.length; inversion++) {
                double middle =
                        (tone(inversion, centre - 12) + tone(inversion + voices - 1, centre - 12)) / 2.0 - centre;
                if (Math.abs(middle) < distance) {
                    distance = Math.abs(middle);
                    best = inversion;
                }
            }
            int[] pitches = new int[voices];
            for (int i = 0; i < voices; i++) {
                pitches[i] = tone(best + i, centre - 12);
            }
            return pitches;
        }
    }
}
