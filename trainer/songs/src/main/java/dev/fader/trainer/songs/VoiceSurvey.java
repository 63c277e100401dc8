package dev.fader.trainer.songs;

import dev.fader.trainer.songs.sound.PitchTrack;
import dev.fader.trainer.songs.sound.RecordedVoice;
import java.util.ArrayList;
import java.util.List;

/** Has a recorded voice sing a tune and measures how well it does. */
public final class VoiceSurvey {

    private static final double SECONDS = 20;
    private static final double SEMITONES = 0.5;
    private static final double LEAST_IN_TUNE = 0.85;
    /** Consonants, and what follows the last period. */
    private static final double NOT_MEASURED_SECONDS = 0.08;

    private VoiceSurvey() {}

    /**
     * @param syllables that were found in its words
     * @param key at which it speaks, MIDI
     * @param voiced share of 10 ms frames within notes that have a pitch
     * @param inTune share whose pitch is within half a semitone of what was to be sung, vibrato and glides included
     * @param trebleDb what lies above 8 kHz, relative to all of it
     */
    public record Singing(String name, int syllables, double key, double voiced, double inTune, double trebleDb) {

        /** Whether it is good enough for songs. */
        public boolean isUsable() {
            return inTune >= LEAST_IN_TUNE;
        }
    }

    /** A tune of a twelfth around the height at which it speaks. */
    public static Singing of(RecordedVoice recorded) {
        Chance chance = new Chance(1);
        Voice manner = Voice.draw(chance.branch("manner"));
        List<Note> tune = tune((int) Math.rint(recorded.key()), chance.branch("tune"));
        int frames = (int) (SECONDS * Song.SAMPLE_RATE_HZ);
        Chance singing = chance.branch("singing");
        float[] sound = new RecordedSinger(recorded, manner, Song.SAMPLE_RATE_HZ).sing(tune, singing, frames);
        Performance wanted =
                new Performance(manner, singing.branch("performance"), frames, Song.SAMPLE_RATE_HZ).of(tune);
        double[] shares = shares(sound, tune, wanted.pitch);
        NoteMeasure measure = NoteMeasure.of(new float[][] {sound, sound}, Song.SAMPLE_RATE_HZ);
        return new Singing(
                recorded.name(),
                recorded.syllables().size(),
                recorded.key(),
                shares[0],
                shares[1],
                10 * Math.log10(measure.above8kHz() + 1e-12));
    }

    private static List<Note> tune(int centre, Chance chance) {
        List<Note> notes = new ArrayList<>();
        double start = 0.3;
        while (start < SECONDS - 2) {
            double seconds = chance.between(0.3, 1.2);
            notes.add(new Note(start, seconds, centre + chance.among(-5, 7), 100));
            start += seconds + (chance.happens(0.2) ? 0.4 : 0);
        }
        return notes;
    }

    /** @return voiced, in tune */
    private static double[] shares(float[] sound, List<Note> tune, float[] pitch) {
        PitchTrack track = PitchTrack.of(sound, Song.SAMPLE_RATE_HZ);
        int measured = 0;
        int voiced = 0;
        int inTune = 0;
        for (Note note : tune) {
            int from = (int) ((note.start() + NOT_MEASURED_SECONDS) * Song.SAMPLE_RATE_HZ);
            int to = (int) ((note.start() + note.seconds() - NOT_MEASURED_SECONDS) * Song.SAMPLE_RATE_HZ);
            for (int h = from / track.hop() + 1; h * track.hop() < to; h++) {
                double period = track.periods()[h];
                measured++;
                voiced += period > 0 ? 1 : 0;
                double key = 69 + 12 * Math.log(Song.SAMPLE_RATE_HZ / period / 440) / Math.log(2);
                // a period is found in what lies between here and two longest periods later
                int middle = h * track.hop() + Song.SAMPLE_RATE_HZ / 75;
                inTune += period > 0 && Math.abs(key - pitch[middle / Performance.HOP]) < SEMITONES ? 1 : 0;
            }
        }
        return new double[] {(double) voiced / measured, (double) inTune / measured};
    }
}
