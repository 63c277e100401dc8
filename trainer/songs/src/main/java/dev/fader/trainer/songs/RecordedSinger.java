package dev.fader.trainer.songs;

import dev.fader.trainer.songs.sound.RecordedVoice;
import dev.fader.trainer.songs.sound.RecordedVoice.Syllable;
import java.util.List;

/**
 * A singer made of a speaker's recorded syllables: each period of a vowel is played at the tune's distance from the one
 * before, so that the pitch is the tune's and the mouth the speaker's (pitch-synchronous overlap-add, Moulines and
 * Charpentier 1990). Vowels are held by going to and fro in their middle.
 */
final class RecordedSinger {

    private final RecordedVoice recorded;
    private final Voice voice;
    private final int sampleRateHz;

    /** @param voice says how the pitch moves: glides, vibrato */
    RecordedSinger(RecordedVoice recorded, Voice voice, int sampleRateHz) {
        this.recorded = recorded;
        this.voice = voice;
        this.sampleRateHz = sampleRateHz;
    }

    /** Sings a tune, a syllable a note. @return one channel, (frames) */
    float[] sing(List<Note> notes, Chance chance, int frames) {
        Performance curves = new Performance(voice, chance.branch("performance"), frames, sampleRateHz).of(notes);
        Chance words = chance.branch("words");
        float[] out = new float[frames];
        for (int n = 0; n < notes.size(); n++) {
            Note note = notes.get(n);
            double next = n + 1 < notes.size() ? notes.get(n + 1).start() : Double.MAX_VALUE;
            // tied to the next note, unless there is a rest
            double end = Math.min(note.start() + note.seconds() + 0.05, next);
            sing(note, end, words.pick(recorded.syllables()), curves.pitch, out);
        }
        return out;
    }

    private void sing(Note note, double endSeconds, Syllable syllable, float[] pitch, float[] out) {
        int start = (int) (note.start() * sampleRateHz);
        int end = (int) Math.min(out.length, endSeconds * sampleRateHz);
        float level = (float) StrictMath.pow(note.velocity() / 127.0, 1.3);
        int[] marks = syllable.marks();
        int begin = start - marks[0];
        // the consonant as it was spoken, fading into the first period
        for (int i = Math.max(0, -begin); i < marks[0] && begin + i < out.length; i++) {
            double fade = Math.min(1, Math.min(i / 200.0, (double) (marks[0] - i) / syllable.period(0)));
            out[begin + i] += (float) (level * fade * syllable.sound()[i]);
        }
        int holdFrom = marks.length / 3;
        int holdTo = Math.max(holdFrom + 1, marks.length * 3 / 4);
        int release = (int) (0.06 * sampleRateHz);
        double at = start;
        double place = 0;
        int direction = 1;
        while (at < end) {
            int mark = (int) Math.clamp(Math.rint(place), 0, marks.length - 1);
            int own = syllable.period(mark);
            double hz = 440 * StrictMath.pow(2, (pitch[(int) at / Performance.HOP] - 69) / 12);
            double wanted = sampleRateHz / hz;
            double fade = Math.min(1, (end - at) / release);
            grain(syllable.sound(), marks[mark], own, level * fade * Math.sqrt(wanted / own), (int) Math.rint(at), out);
            at += wanted;
            place += direction * wanted / own;
            if (direction > 0 && place >= holdTo || direction < 0 && place <= holdFrom) {
                direction = -direction;
            }
        }
    }

    /** Two periods around a mark, under a bell. */
    private static void grain(float[] sound, int mark, int period, double gain, int at, float[] out) {
        for (int i = -period; i < period; i++) {
            if (mark + i >= 0 && mark + i < sound.length && at + i >= 0 && at + i < out.length) {
                double bell = 0.5 + 0.5 * StrictMath.cos(Math.PI * i / period);
                out[at + i] += (float) (gain * bell * sound[mark + i]);
            }
        }
    }
}
