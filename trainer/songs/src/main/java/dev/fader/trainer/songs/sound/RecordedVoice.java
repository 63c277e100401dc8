package dev.fader.trainer.songs.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A speaker's syllables, cut out of recorded words and ready to be sung. */
public record RecordedVoice(String name, List<Syllable> syllables) {

    static final int RATE = 44_100;
    private static final double SHORTEST_VOWEL_SECONDS = 0.1;
    private static final int FEWEST_PERIODS = 10;
    private static final double STEADY = 0.9;
    private static final double LONGEST_ONSET_SECONDS = 0.12;

    /**
     * A vowel with what sounds before it.
     *
     * @param sound one channel at 44.1 kHz, vowels of rms 0.1
     * @param marks a frame in each period of its voiced part, in order, at the same place of the wave
     */
    public record Syllable(float[] sound, int[] marks) {

        /** Share of its periods that are near the one in the middle: creaks and leaps of an octave are not. */
        double steadiness() {
            int middle = period(marks.length / 2);
            int near = 0;
            for (int n = 0; n < marks.length; n++) {
                near += Math.abs(period(n) - middle) < 0.2 * middle ? 1 : 0;
            }
            return (double) near / marks.length;
        }

        /** Frames of the period around a mark. */
        public int period(int n) {
            return n + 1 < marks.length ? marks[n + 1] - marks[n] : marks[n] - marks[n - 1];
        }
    }

    /** Cuts the syllables out of a speaker's words. @param words each one channel at 44.1 kHz */
    public static RecordedVoice of(String name, List<float[]> words) {
        List<Syllable> syllables =
                words.stream().flatMap(word -> syllables(word).stream()).toList();
        if (syllables.isEmpty()) {
            throw new IllegalStateException("no vowel was found in the words of the voice " + name);
        }
        return new RecordedVoice(name, syllables);
    }

    /** The MIDI key at which it speaks, fractional: its median. */
    public double key() {
        double[] periods = syllables.stream()
                .mapToDouble(syllable -> syllable.period(syllable.marks.length / 2))
                .sorted()
                .toArray();
        return 69 + 12 * StrictMath.log(RATE / periods[periods.length / 2] / 440) / StrictMath.log(2);
    }

    private static List<Syllable> syllables(float[] sound) {
        PitchTrack track = PitchTrack.of(sound, RATE);
        List<Syllable> found = new ArrayList<>();
        int last = 0;
        for (int h = 0; h < track.periods().length; h++) {
            int end = h;
            while (end < track.periods().length && steady(track, h, end)) {
                end++;
            }
            if ((end - h) * track.hop() > SHORTEST_VOWEL_SECONDS * RATE) {
                int from = h * track.hop();
                int onset = Math.max(last, from - (int) (LONGEST_ONSET_SECONDS * RATE));
                int to = Math.min(sound.length, end * track.hop());
                Syllable cut = syllable(sound, track, onset, from, to);
                if (cut.marks.length >= FEWEST_PERIODS && cut.steadiness() >= STEADY) {
                    found.add(cut);
                }
                last = to;
            }
            h = Math.max(h, end - 1);
        }
        return found;
    }

    /** Voiced, and not a leap away from the period before. */
    private static boolean steady(PitchTrack track, int first, int h) {
        double period = track.periods()[h];
        return period > 0 && (h == first || Math.abs(period / track.periods()[h - 1] - 1) < 0.12);
    }

    private static Syllable syllable(float[] sound, PitchTrack track, int onset, int from, int to) {
        List<Integer> marks = new ArrayList<>();
        int at = from + loudest(sound, from, Math.min(to, from + (int) track.periods()[from / track.hop()]));
        while (at < to) {
            marks.add(at - onset);
            double period = track.periods()[Math.min(at, to - 1) / track.hop()];
            at = next(sound, at, period <= 0 ? track.periods()[from / track.hop()] : period);
        }
        float[] cut = Arrays.copyOfRange(sound, onset, Math.min(sound.length, to + RATE / 100));
        double energy = 0;
        for (int i = from; i < to; i++) {
            energy += sound[i] * (double) sound[i];
        }
        double gain = 0.1 / Math.sqrt(energy / (to - from) + 1e-12);
        for (int i = 0; i < cut.length; i++) {
            cut[i] *= (float) gain;
        }
        return new Syllable(cut, marks.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int loudest(float[] sound, int from, int to) {
        int loudest = from;
        for (int i = from; i < to; i++) {
            if (Math.abs(sound[i]) > Math.abs(sound[loudest])) {
                loudest = i;
            }
        }
        return loudest - from;
    }

    /** Where, about a period later, the wave is most like it is here. */
    private static int next(float[] sound, int at, double period) {
        int half = (int) (period / 2);
        int best = at + (int) Math.rint(period);
        double most = Double.NEGATIVE_INFINITY;
        for (int candidate = at + (int) (0.9 * period); candidate <= at + 1.1 * period; candidate++) {
            double product = 0;
            for (int i = -half; i < half; i++) {
                if (at + i >= 0 && candidate + i < sound.length) {
                    product += sound[at + i] * sound[candidate + i];
                }
            }
            if (product > most) {
                most = product;
                best = candidate;
            }
        }
        return Math.max(best, at + 1);
    }
}
