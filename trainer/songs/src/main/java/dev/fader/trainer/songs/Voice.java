package dev.fader.trainer.songs;

import java.util.List;

/**
 * A singer's body and habits.
 *
 * @param low lowest comfortable pitch, MIDI
 * @param high highest
 * @param tract formant frequencies relative to a man's
 * @param openQuotient share of a glottal period in which the folds are open, 0.4 (pressed) … 0.8 (breathy)
 * @param brightnessHz corner of the source's roll-off at full loudness
 * @param breath loudness of aspiration beside the voiced source
 * @param air loudness of what lies above the formants, 4 kHz and up
 * @param vibratoHz its rate
 * @param vibratoCents its depth
 * @param glideSeconds time constant of the way from note to note
 * @param articulation share of notes that begin with a consonant
 * @param sibilance loudness of the consonants' hiss
 */
record Voice(
        int low,
        int high,
        double tract,
        double openQuotient,
        double brightnessHz,
        double breath,
        double air,
        double vibratoHz,
        double vibratoCents,
        double glideSeconds,
        double articulation,
        double sibilance) {

    private static final double USUAL_SIBILANCE = 1.2;

    private enum Type {
        BASS(40, 60, 0.95),
        BARITONE(44, 64, 1.0),
        TENOR(48, 68, 1.05),
        ALTO(53, 72, 1.13),
        MEZZO(55, 75, 1.17),
        SOPRANO(58, 79, 1.21);

        private final int low;
        private final int high;
        private final double tract;

        Type(int low, int high, double tract) {
            this.low = low;
            this.high = high;
            this.tract = tract;
        }
    }

    /** From airy to pressed, from plain to full of vibrato, and seldom over a type's whole range. */
    static Voice drawWidely(Chance chance) {
        Type type = chance.pick(List.of(Type.values()));
        int low = type.low + chance.among(0, 5);
        return new Voice(
                low,
                Math.max(low + 10, type.high - chance.among(0, 5)),
                type.tract * chance.between(0.93, 1.07),
                chance.between(0.38, 0.8),
                3000 * StrictMath.pow(6, chance.unit()),
                0.01 * StrictMath.pow(25, chance.unit()),
                chance.between(0.2, 2.6),
                chance.between(4.4, 7),
                chance.happens(0.3) ? chance.between(0, 8) : chance.between(10, 90),
                chance.between(0.01, 0.07),
                chance.between(0.45, 0.98),
                USUAL_SIBILANCE);
    }

    /** The same singer nearer to the microphone: with more of what lies above 4 kHz. */
    Voice withTreble(double itsAir, double itsSibilance) {
        return new Voice(
                low,
                high,
                tract,
                openQuotient,
                brightnessHz,
                breath,
                itsAir,
                vibratoHz,
                vibratoCents,
                glideSeconds,
                articulation,
                itsSibilance);
    }

    static Voice draw(Chance chance) {
        Type type = chance.pick(List.of(Type.values()));
        return new Voice(
                type.low,
                type.high,
                type.tract * chance.between(0.96, 1.04),
                chance.between(0.42, 0.75),
                chance.between(4000, 14000),
                chance.between(0.02, 0.14),
                chance.between(0.4, 2),
                chance.between(4.8, 6.6),
                chance.happens(0.2) ? chance.between(0, 8) : chance.between(15, 65),
                chance.between(0.014, 0.045),
                chance.between(0.55, 0.95),
                USUAL_SIBILANCE);
    }
}
