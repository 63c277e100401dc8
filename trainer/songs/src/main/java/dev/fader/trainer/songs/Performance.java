package dev.fader.trainer.songs;

import dev.fader.trainer.songs.Phoneme.Consonant;
import dev.fader.trainer.songs.Phoneme.Vowel;
import java.util.Arrays;
import java.util.List;

/**
 * How a singer sings a tune: pitch, loudness, breath, hiss and formants as curves with one value every
 * {@link #HOP} samples.
 */
final class Performance {

    /** Samples between two values of a curve. */
    static final int HOP = 64;

    static final int FORMANTS = 5;

    private static final double PHRASE_GAP_SECONDS = 0.12;

    private final Voice voice;
    private final Chance chance;
    private final double hopSeconds;
    /** MIDI pitch, fractional. */
    final float[] pitch;

    final float[] voiced;
    final float[] aspirated;
    final float[] noise;
    final float[] noiseHz;
    /** Hz, (FORMANTS, hops). */
    final float[][] formants;

    Performance(Voice voice, Chance chance, int frames, int sampleRateHz) {
        int hops = frames / HOP + 2;
        this.voice = voice;
        this.chance = chance;
        this.hopSeconds = (double) HOP / sampleRateHz;
        this.pitch = new float[hops];
        this.voiced = new float[hops];
        this.aspirated = new float[hops];
        this.noise = new float[hops];
        this.noiseHz = new float[hops];
        this.formants = new float[FORMANTS][hops];
    }

    /** Fills the curves with a tune, whose notes are in order of time. */
    Performance of(List<Note> notes) {
        if (notes.isEmpty()) {
            return this;
        }
        Arrays.fill(noiseHz, 3000);
        Arrays.fill(pitch, notes.getFirst().pitch());
        Vowel vowel = chance.pick(Vowel.ALL);
        for (int n = 0; n < FORMANTS; n++) {
            Arrays.fill(formants[n], (float) (vowel.formant(n) * voice.tract()));
        }
        for (int i = 0; i < notes.size(); i++) {
            Note note = notes.get(i);
            boolean begins = i == 0 || gap(notes.get(i - 1), note) > PHRASE_GAP_SECONDS;
            double until = i + 1 < notes.size() ? notes.get(i + 1).start() : hopSeconds * pitch.length;
            boolean ends = i + 1 == notes.size() || gap(note, notes.get(i + 1)) > PHRASE_GAP_SECONDS;
            vowel = chance.happens(0.85) ? chance.pick(Vowel.ALL) : vowel;
            Consonant consonant = chance.happens(voice.articulation()) ? chance.pick(Consonant.ALL) : Consonant.NONE;
            sing(note, ends ? note.start() + note.seconds() : until, vowel);
            hold(note, until, begins);
            if (begins) {
                inhale(note.start() - consonant.seconds());
            }
            articulate(note, consonant, begins);
        }
        smooth();
        vibrato(notes);
        return this;
    }

    private static double gap(Note first, Note second) {
        return second.start() - first.start() - first.seconds();
    }

    private int hop(double seconds) {
        return Math.clamp((long) (seconds / hopSeconds), 0, pitch.length - 1);
    }

    private void sing(Note note, double end, Vowel vowel) {
        double level = StrictMath.pow(note.velocity() / 127.0, 1.3);
        int from = hop(note.start());
        int to = hop(end);
        boolean diphthong = note.seconds() > 0.35 && chance.happens(0.25);
        Vowel second = diphthong ? chance.pick(List.of(Vowel.EE, Vowel.OO)) : vowel;
        // a long note swells and falls a little
        double swell = chance.between(-0.15, 0.2);
        for (int h = from; h < to; h++) {
            double along = (double) (h - from) / (to - from);
            voiced[h] = (float) (level * (1 + swell * StrictMath.sin(Math.PI * along)));
            aspirated[h] = (float) (level * voice.breath());
            for (int n = 0; n < FORMANTS; n++) {
                double formant = (along < 0.6 ? vowel : second).formant(n);
                formants[n][h] = (float) (formant * voice.tract());
            }
        }
        for (int n = 0; n < FORMANTS; n++) {
            Arrays.fill(formants[n], to, formants[n].length, formants[n][Math.max(from, to - 1)]);
        }
    }

    private void hold(Note note, double until, boolean begins) {
        int from = hop(note.start() - 0.02);
        Arrays.fill(pitch, from, pitch.length, note.pitch());
        Arrays.fill(pitch, from, hop(until), note.pitch());
        if (begins) {
            // singers scoop up to a phrase's first note
            double scoop = chance.happens(0.5) ? chance.between(0.3, 2) : 0;
            Arrays.fill(pitch, hop(note.start() - 0.15), hop(note.start() + 0.03), (float) (note.pitch() - scoop));
        }
    }

    private void inhale(double before) {
        if (before > 0.5 && chance.happens(0.6)) {
            double seconds = chance.between(0.15, 0.3);
            int from = hop(before - seconds - 0.05);
            int to = hop(before - 0.05);
            double level = chance.between(0.01, 0.05);
            for (int h = from; h < to; h++) {
                if (voiced[h] == 0) {
                    aspirated[h] = (float) (level * StrictMath.sin(Math.PI * (h - from) / (to - from)));
                }
            }
        }
    }

    private void articulate(Note note, Consonant consonant, boolean begins) {
        double stretch = chance.between(0.8, 1.3);
        double seconds = Math.min(consonant.seconds() * stretch, note.seconds() * 0.45);
        int from = hop(note.start() - seconds);
        int to = hop(note.start());
        int opens = from + (int) ((to - from) * consonant.closure());
        double level = note.velocity() / 127.0;
        for (int h = from; h < to; h++) {
            voiced[h] = (float) (level * consonant.voiced());
            aspirated[h] = (float) (level * (h < opens ? 0 : consonant.aspirated() * 0.5));
            noise[h] = (float) (h < opens ? 0 : level * consonant.noise());
            noiseHz[h] = (float) consonant.noiseHz();
            if (consonant.firstFormantHz() > 0) {
                formants[0][h] = (float) (consonant.firstFormantHz() * voice.tract());
            }
            if (consonant.secondFormantHz() > 0) {
                formants[1][h] = (float) (consonant.secondFormantHz() * voice.tract());
            }
        }
        if (begins && consonant == Consonant.NONE) {
            // a soft onset
            int soft = hop(note.start() + chance.between(0.02, 0.08));
            for (int h = to; h < soft; h++) {
                voiced[h] *= (float) (h - to) / (soft - to);
            }
        }
    }

    private void smooth() {
        lowPass(pitch, voice.glideSeconds());
        lowPass(pitch, voice.glideSeconds());
        lowPass(voiced, 0.010);
        lowPass(voiced, 0.008);
        lowPass(aspirated, 0.012);
        lowPass(noise, 0.004);
        for (float[] formant : formants) {
            lowPass(formant, 0.014);
            lowPass(formant, 0.014);
        }
    }

    /** A one-pole low pass that begins at the curve's first value. */
    private void lowPass(float[] curve, double seconds) {
        double keep = StrictMath.exp(-hopSeconds / seconds);
        double state = curve[0];
        for (int h = 0; h < curve.length; h++) {
            state = curve[h] + keep * (state - curve[h]);
            curve[h] = (float) state;
        }
    }

    /** Vibrato grows within each note; a slow drift and a fast jitter keep the pitch alive. */
    private void vibrato(List<Note> notes) {
        double phase = chance.unit();
        double drift = 0;
        int next = 0;
        double started = 0;
        for (int h = 0; h < pitch.length; h++) {
            double now = h * hopSeconds;
            if (next < notes.size() && now >= notes.get(next).start()) {
                started = now;
                next++;
            }
            double grown = Math.clamp((now - started - 0.15) / 0.3, 0, 1);
            phase += hopSeconds * voice.vibratoHz() * (1 + 0.05 * chance.bell());
            drift += 0.03 * chance.bell() - 0.01 * drift;
            double cents = grown * voice.vibratoCents() * StrictMath.sin(2 * Math.PI * phase)
                    + 6 * drift
                    + 2.5 * chance.bell();
            pitch[h] += (float) (cents / 100);
        }
    }
}
