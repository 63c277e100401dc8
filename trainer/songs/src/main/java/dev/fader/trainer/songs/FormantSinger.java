package dev.fader.trainer.songs;

import java.util.List;

/**
 * A singer made of formulas: glottal pulses and breath through five resonators in cascade (after Klatt 1980), with hiss
 * and bursts of consonants beside them.
 */
final class FormantSinger {

    private static final double[] BANDWIDTHS = {70, 90, 140, 220, 320};

    /** Fixed resonances above the vowels', which carry a voice's air: Hz for a man, and bandwidths. */
    private static final double[][] UPPER = {{5300, 500}, {6300, 700}, {7400, 900}, {8700, 1200}, {10_500, 1800}};

    private static final double AIR_HZ = 4000;

    private final Voice voice;
    private final GlottalSource source;
    private final int sampleRateHz;

    FormantSinger(Voice voice, int sampleRateHz) {
        this.voice = voice;
        this.source = new GlottalSource(voice.openQuotient());
        this.sampleRateHz = sampleRateHz;
    }

    /** Sings a tune. @return one channel, (frames) */
    float[] sing(List<Note> notes, Chance chance, int frames) {
        Performance curves = new Performance(voice, chance.branch("performance"), frames, sampleRateHz).of(notes);
        return sound(curves, chance.branch("noise"), frames);
    }

    private float[] sound(Performance curves, Chance chance, int frames) {
        float[] out = new float[frames];
        Resonator[] tract = new Resonator[Performance.FORMANTS + UPPER.length];
        for (int n = 0; n < tract.length; n++) {
            tract[n] = new Resonator(sampleRateHz);
            if (n >= Performance.FORMANTS) {
                double[] upper = UPPER[n - Performance.FORMANTS];
                tract[n].tune(upper[0] * voice.tract(), upper[1]);
            }
        }
        Resonator hiss = new Resonator(sampleRateHz);
        long noiseState = (long) (chance.unit() * 0x1p52) | 1;
        double phase = 0;
        double rolledOff = 0;
        double shimmer = 1;
        double airKeep = StrictMath.exp(-2 * Math.PI * AIR_HZ / sampleRateHz);
        double lowAir = 0;
        double lowerAir = 0;
        // one hop at a time, so that each resonator runs over many samples in a row
        double[] sung = new double[Performance.HOP];
        double[] hissed = new double[Performance.HOP];
        double[] air = new double[Performance.HOP];
        for (int h = 0; h * Performance.HOP < frames; h++) {
            if (silent(curves, h)) {
                continue;
            }
            double hz = 440 * StrictMath.pow(2, (curves.pitch[h] - 69) / 12);
            double step = hz / sampleRateHz;
            float[] table = source.table(step);
            tune(tract, curves, h, hz);
            hiss.tune(curves.noiseHz[h], curves.noiseHz[h] * 0.35);
            double corner = voice.brightnessHz() * (0.35 + 0.65 * Math.min(1, curves.voiced[h]));
            double keep = StrictMath.exp(-2 * Math.PI * corner / sampleRateHz);
            int from = h * Performance.HOP;
            int count = Math.min(frames - from, Performance.HOP);
            for (int i = 0; i < count; i++) {
                double along = i / (double) Performance.HOP;
                double voiced = curves.voiced[h] + along * (curves.voiced[h + 1] - curves.voiced[h]);
                double aspirated = curves.aspirated[h] + along * (curves.aspirated[h + 1] - curves.aspirated[h]);
                double noisy = curves.noise[h] + along * (curves.noise[h + 1] - curves.noise[h]);
                phase += step;
                if (phase >= 1) {
                    phase -= 1;
                    shimmer = 1 + 0.02 * chance.bell();
                }
                noiseState ^= noiseState << 13;
                noiseState ^= noiseState >>> 7;
                noiseState ^= noiseState << 17;
                double white = (noiseState >> 11) * 0x1p-52;
                double pulse = GlottalSource.at(table, phase) * voiced * shimmer;
                rolledOff = pulse + keep * (rolledOff - pulse);
                // breath passes most easily while the folds are open
                double breath = white * aspirated * (phase < voice.openQuotient() ? 1.2 : 0.5);
                double x = rolledOff * 0.1 + breath;
                lowAir = x + airKeep * (lowAir - x);
                lowerAir = (x - lowAir) + airKeep * (lowerAir - (x - lowAir));
                air[i] = voice.air() * (x - lowAir - lowerAir);
                sung[i] = x;
                hissed[i] = white * noisy;
            }
            for (Resonator resonator : tract) {
                resonator.filter(sung, count);
            }
            hiss.filterBand(hissed, count);
            for (int i = 0; i < count; i++) {
                out[from + i] = (float) (sung[i] + voice.sibilance() * hissed[i] + air[i]);
            }
        }
        return out;
    }

    private static boolean silent(Performance curves, int h) {
        return curves.voiced[h] + curves.aspirated[h] + curves.noise[h] < 1e-5f
                && curves.voiced[h + 1] + curves.aspirated[h + 1] + curves.noise[h + 1] < 1e-5f;
    }

    private static void tune(Resonator[] tract, Performance curves, int h, double hz) {
        for (int n = 0; n < Performance.FORMANTS; n++) {
            // high voices open the mouth until the first formant is at least the pitch
            double formant = n == 0 ? Math.max(curves.formants[0][h], hz * 1.05) : curves.formants[n][h];
            tract[n].tune(formant, BANDWIDTHS[n] * (1 + hz / 1500));
        }
    }

    /** A two-pole resonator with gain 1 at 0 Hz. */
    private static final class Resonator {

        private final double sampleRateHz;
        private double a;
        private double b;
        private double c;
        private double last;
        private double previous;
        private double input;

        Resonator(double sampleRateHz) {
            this.sampleRateHz = sampleRateHz;
        }

        void tune(double hz, double bandwidthHz) {
            double radius = StrictMath.exp(-Math.PI * bandwidthHz / sampleRateHz);
            c = -radius * radius;
            b = 2 * radius * StrictMath.cos(2 * Math.PI * Math.min(hz, 0.45 * sampleRateHz) / sampleRateHz);
            a = 1 - b - c;
        }

        void filter(double[] samples, int count) {
            double y1 = last;
            double y2 = previous;
            for (int i = 0; i < count; i++) {
                double y = a * samples[i] + b * y1 + c * y2;
                y2 = y1;
                y1 = y;
                samples[i] = y;
            }
            last = y1;
            previous = y2;
        }

        /** The same poles with a zero at 0 Hz and gain about 1 at the peak. */
        void filterBand(double[] samples, int count) {
            for (int i = 0; i < count; i++) {
                double x = samples[i];
                double y = (1 + c) * (x - input) + b * last + c * previous;
                input = x;
                previous = last;
                last = y;
                samples[i] = y;
            }
        }
    }
}
