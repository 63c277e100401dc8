package dev.fader.trainer.songs;

import dev.fader.trainer.songs.Synthesizer.PlayedPart;
import dev.fader.trainer.songs.sound.SoundFont;
import java.util.ArrayList;
import java.util.List;

/** Plays every program of a SoundFont and measures it: this is how what is known of the fonts was found. */
public final class FontSurvey {

    private static final double HELD_SECONDS = 1.5;
    private static final int[] KEYS = {48, 60, 72};
    private static final int BRIGHT_KEY = 72;
    private static final int KICK = 36;

    /** A note with less has no offset that an ear or a network could find. */
    private static final double LARGEST_OFFSET = 0.02;

    private static final double MOST_BELOW_20_HZ = 0.01;

    private FontSurvey() {}

    /**
     * A program, held for a second and a half at C3, C4 and C5.
     *
     * @param offset |mean| / rms, the worst of those keys that sound
     * @param below20Hz share of the energy, the worst of those keys that sound
     * @param trebleDb what lies above 8 kHz at C5, relative to all of it
     * @param silentKeys at which nothing is heard, though songs may ask for them
     */
    public record Program(int number, double offset, double below20Hz, double trebleDb, List<Integer> silentKeys) {

        /** Whether neither offset nor rumble gives it away. */
        public boolean isClean() {
            return offset <= LARGEST_OFFSET && below20Hz <= MOST_BELOW_20_HZ;
        }
    }

    /** Of its usable programs, in order. */
    public static List<Program> of(SoundFont font) {
        List<Program> programs = new ArrayList<>();
        for (int number : font.programs()) {
            double offset = 0;
            double below20Hz = 0;
            double above8kHz = 0;
            List<Integer> silentKeys = new ArrayList<>();
            for (int key : KEYS) {
                NoteMeasure note = NoteMeasure.of(held(font, number, key), Song.SAMPLE_RATE_HZ);
                if (note.isSilent()) {
                    silentKeys.add(key);
                    continue;
                }
                offset = Math.max(offset, note.offset());
                below20Hz = Math.max(below20Hz, note.below20Hz());
                above8kHz = key == BRIGHT_KEY ? note.above8kHz() : above8kHz;
            }
            programs.add(new Program(
                    number, offset, below20Hz, 10 * Math.log10(above8kHz + 1e-12), List.copyOf(silentKeys)));
        }
        return programs;
    }

    /** The share below 20 Hz of the bass drum that has most of it, of all kits. */
    public static double kicksBelow20Hz(SoundFont font) {
        double most = 0;
        for (int kit : font.kits()) {
            Part part = new Part(kit, true, 64, 110, List.of(new Note(0, 0.2, KICK, 110)));
            float[][] kick = Synthesizer.play(
                    List.of(new PlayedPart(part, font.kit(kit))), Song.SAMPLE_RATE_HZ, Song.SAMPLE_RATE_HZ);
            NoteMeasure measure = NoteMeasure.of(kick, Song.SAMPLE_RATE_HZ);
            most = measure.isSilent() ? most : Math.max(most, measure.below20Hz());
        }
        return most;
    }

    /** @return stereo, (2, frames) */
    static float[][] held(SoundFont font, int program, int key) {
        Part part = new Part(program, false, 64, 110, List.of(new Note(0, HELD_SECONDS, key, 100)));
        return Synthesizer.play(List.of(new PlayedPart(part, font.melodic(program))), Song.SAMPLE_RATE_HZ, (int)
                (HELD_SECONDS * Song.SAMPLE_RATE_HZ));
    }
}
