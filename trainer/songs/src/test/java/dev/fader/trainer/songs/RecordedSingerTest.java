package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.audio.Wav24Writer;
import dev.fader.trainer.songs.StemScore.Sung;
import dev.fader.trainer.songs.sound.PackagedSound;
import dev.fader.trainer.songs.sound.PitchTrack;
import dev.fader.trainer.songs.sound.RecordedVoice;
import dev.fader.trainer.songs.sound.SoundSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedSingerTest {

    private static final int RATE = Song.SAMPLE_RATE_HZ;
    private static final int SPOKEN_KEY = 52;
    private static final Voice MANNER = Voice.draw(new Chance(4));

    @TempDir
    Path root;

    /** The formant singer speaks, at about one height. */
    private static List<float[]> words() {
        List<float[]> words = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            List<Note> word = List.of(new Note(0.2, 0.6, SPOKEN_KEY + n % 3 - 1, 110));
            words.add(new FormantSinger(MANNER, RATE).sing(word, new Chance(n), RATE));
        }
        return words;
    }

    @Test
    void itSingsTheTuneWhateverThePitchOfItsWords() {
        VoiceSurvey.Singing singing = VoiceSurvey.of(RecordedVoice.of("made", words()));

        assertThat(singing.syllables()).isGreaterThanOrEqualTo(6);
        assertThat(singing.key()).isCloseTo(SPOKEN_KEY, Offset.offset(1.5));
        assertThat(singing.voiced()).isGreaterThan(0.95);
        assertThat(singing.inTune()).isGreaterThan(0.95);
    }

    @Test
    void aVowelIsHeldForAsLongAsItsNoteAndThenEnds() {
        RecordedVoice voice = RecordedVoice.of("made", words());

        float[] sound = new RecordedSinger(voice, MANNER, RATE)
                .sing(List.of(new Note(0.5, 2, SPOKEN_KEY + 5, 100)), new Chance(1), 3 * RATE);

        for (int tenth = 6; tenth < 24; tenth++) {
            assertThat(peak(sound, tenth / 10.0, (tenth + 1) / 10.0))
                    .as("at %d tenths", tenth)
                    .isGreaterThan(0.05);
        }
        assertThat(peak(sound, 2.65, 3)).isZero();
    }

    private static double peak(float[] sound, double from, double to) {
        return IntStream.range((int) (from * RATE), (int) (to * RATE))
                .mapToDouble(i -> Math.abs(sound[i]))
                .max()
                .orElseThrow();
    }

    @Test
    void thePitchOfATonePlainlyAndNothingInNoise() {
        float[] tone = new float[RATE / 2];
        float[] noise = new float[RATE / 2];
        Chance chance = new Chance(1);
        for (int i = 0; i < tone.length; i++) {
            double phase = 2 * Math.PI * 220 * i / RATE;
            tone[i] = (float) (Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.4 * Math.sin(3 * phase));
            noise[i] = (float) chance.bell();
        }

        assertThat(Arrays.stream(PitchTrack.of(tone, RATE).periods()).boxed())
                .isNotEmpty()
                .allSatisfy(period -> assertThat(period).isCloseTo(RATE / 220.0, Offset.offset(0.5)));
        assertThat(Arrays.stream(PitchTrack.of(noise, RATE).periods()).boxed().filter(period -> period > 0))
                .hasSizeLessThan(3);
    }

    @Test
    void anOrchestraWithVoicesHasSomeTunesSungByThem() throws IOException {
        Path folder = Files.createDirectories(root.resolve("words"));
        int number = 0;
        for (float[] word : words()) {
            int[] frames = new int[word.length];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = (int) (word[i] * 1_000_000);
            }
            try (Wav24Writer writer = new Wav24Writer(folder.resolve(number++ + ".wav"), RATE, 1)) {
                writer.write(new int[][] {frames}, 0, frames.length);
            }
        }
        Sounds sounds = SoundLibrary.of(
                        root, List.of(new PackagedSound.Voice("speaker", "p", "words", SoundSet.KNOWN, "CC0")))
                .set(SoundSet.KNOWN);
        int recorded = 0;
        for (int song = 0; song < 60; song++) {
            Orchestra orchestra = sounds.draw(Chance.ofSong(1, song));
            Voice voice = Voice.draw(Chance.ofSong(2, song));
            Sung near = new Sung(voice, List.of(new Note(0, 0.3, SPOKEN_KEY + 4, 100)), 0, 1);
            Sung far = new Sung(voice, List.of(new Note(0, 0.3, SPOKEN_KEY + 20, 100)), 0, 1);

            orchestra.sing(far, new Chance(song), RATE / 10);
            assertThat(orchestra.used()).isEmpty();
            orchestra.sing(near, new Chance(song), RATE / 10);
            recorded += orchestra.used().containsKey("vocals") ? 1 : 0;
        }

        assertThat(recorded).isBetween(24, 48);
    }
}
