package dev.fader.trainer.songs;

import java.util.List;

/** The sounds of a sung syllable: vowels, and the consonants before them. */
final class Phoneme {

    private Phoneme() {}

    /** A vowel by its five formants in Hz, for a man (after Peterson and Barney 1952). */
    enum Vowel {
        AH(730, 1090, 2440, 3300, 4200),
        AE(660, 1720, 2410, 3400, 4300),
        EH(530, 1840, 2480, 3500, 4300),
        EE(280, 2250, 3000, 3600, 4500),
        OH(550, 850, 2410, 3250, 4100),
        OO(310, 870, 2240, 3200, 4100),
        UH(620, 1200, 2390, 3300, 4200),
        ER(490, 1350, 1700, 3200, 4200);

        static final List<Vowel> ALL = List.of(values());

        private final double[] formants;

        Vowel(double... formants) {
            this.formants = formants;
        }

        double formant(int n) {
            return formants[n];
        }
    }

    /** How a consonant is made. */
    enum Consonant {
        NONE(0, 0, 0, 0, 0, 0, 0),
        S(0.10, 0, 0, 0.5, 6800, 0, 0),
        SH(0.10, 0, 0, 0.55, 3100, 0, 0),
        F(0.08, 0, 0, 0.18, 5200, 0, 0),
        H(0.07, 0, 0.6, 0, 3000, 0, 0),
        T(0.06, 0, 0, 0.7, 4800, 0.6, 0),
        K(0.06, 0, 0.1, 0.6, 2000, 0.6, 0),
        P(0.05, 0, 0.1, 0.4, 900, 0.7, 0),
        B(0.05, 0.12, 0, 0.25, 800, 0.8, 260),
        D(0.05, 0.12, 0, 0.3, 3800, 0.8, 260),
        G(0.06, 0.12, 0, 0.3, 1800, 0.8, 260),
        Z(0.08, 0.35, 0, 0.3, 6200, 0, 280),
        V(0.06, 0.35, 0, 0.12, 4800, 0, 280),
        M(0.08, 0.4, 0, 0, 3000, 0, 270),
        N(0.07, 0.4, 0, 0, 3000, 0, 300),
        L(0.06, 0.6, 0, 0, 3000, 0, 360),
        R(0.06, 0.6, 0, 0, 3000, 0, 420),
        W(0.07, 0.6, 0, 0, 3000, 0, 300),
        Y(0.06, 0.6, 0, 0, 3000, 0, 270);

        static final List<Consonant> ALL = List.of(values());

        private final double seconds;
        private final double voiced;
        private final double aspirated;
        private final double noise;
        private final double noiseHz;
        private final double closure;
        private final double firstFormantHz;

        Consonant(
                double seconds,
                double voiced,
                double aspirated,
                double noise,
                double noiseHz,
                double closure,
                double firstFormantHz) {
            this.seconds = seconds;
            this.voiced = voiced;
            this.aspirated = aspirated;
            this.noise = noise;
            this.noiseHz = noiseHz;
            this.closure = closure;
            this.firstFormantHz = firstFormantHz;
        }

        double seconds() {
            return seconds;
        }

        /** Loudness of the voiced source within it. */
        double voiced() {
            return voiced;
        }

        double aspirated() {
            return aspirated;
        }

        /** Loudness of its hiss or burst, which sounds after the closure. */
        double noise() {
            return noise;
        }

        double noiseHz() {
            return noiseHz;
        }

        /** The silent share at its beginning, for stops. */
        double closure() {
            return closure;
        }

        /** Where the first formant starts from; 0 where the vowel's own is kept. */
        double firstFormantHz() {
            return firstFormantHz;
        }

        /** The second formant that it bends the vowel's towards, in Hz for a man; 0 keeps the vowel's. */
        double secondFormantHz() {
            return switch (this) {
                case M, B, P, W -> 850;
                case N, D, T, S, Z, L -> 1500;
                case R -> 1250;
                case Y, SH -> 2150;
                case G, K -> 2000;
                case NONE, F, H, V -> 0;
            };
        }
    }
}
