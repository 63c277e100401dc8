package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.audio.Wav24Writer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SongTest {

    private static SoundFonts fonts;

    @BeforeAll
    static void load() throws IOException {
        fonts = SoundFonts.load(List.of());
    }

    private static Song song(int index, SongLayout layout, double seconds) {
        return Song.make(Chance.ofSong(11, index).branch("train"), layout, seconds, fonts, Edition.FIRST);
    }

    @ParameterizedTest
    @EnumSource(SongLayout.class)
    void stemsSumToTheMixtureExactlyAndNothingClips(SongLayout layout) {
        Song song = song(1, layout, 8);

        int[][] mixture = song.mixdown().mixture();
        int[][] sum = new int[2][mixture[0].length];
        int loudest = 0;
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < sum[c].length; i++) {
                for (int[][] stem : song.mixdown().stems()) {
                    sum[c][i] += stem[c][i];
                    loudest = Math.max(loudest, Math.abs(stem[c][i]));
                }
                loudest = Math.max(loudest, Math.abs(sum[c][i]));
            }
        }
        assertThat(mixture).isDeepEqualTo(sum);
        assertThat(loudest).isBetween(Wav24Writer.FULL_SCALE / 3, Wav24Writer.FULL_SCALE);
    }

    @Test
    void theSameSeedAndIndexGiveTheSameSampleValues() {
        assertThat(hash(song(3, SongLayout.MUSDB18_HQ, 5)))
                .isEqualTo(hash(song(3, SongLayout.MUSDB18_HQ, 5)))
                .isNotEqualTo(hash(song(4, SongLayout.MUSDB18_HQ, 5)));
    }

    @Test
    void stemsAreActiveForMostOfMostSongs() {
        double[] active = new double[4];
        int songs = 5;
        for (int index = 0; index < songs; index++) {
            List<int[][]> stems =
                    song(index, SongLayout.MUSDB18_HQ, 15).mixdown().stems();
            for (int k = 0; k < 4; k++) {
                active[k] += activeShare(stems.get(k)) / songs;
            }
        }
        for (double share : active) {
            assertThat(share)
                    .as("share of seconds that sound, of %s", Arrays.toString(active))
                    .isGreaterThan(0.6);
        }
    }

    @Test
    void levelsOfStemsLieWithinTheDrawnRange() {
        Song song = song(2, SongLayout.MUSDB18_HQ, 10);

        List<Double> rms = new ArrayList<>();
        for (int[][] stem : song.mixdown().stems()) {
            float[][] samples = new float[2][stem[0].length];
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < stem[c].length; i++) {
                    samples[c][i] = stem[c][i] * 0x1p-23f;
                }
            }
            rms.add(20 * Math.log10(Mixdown.activeRms(samples)));
        }
        for (int k = 1; k < 4; k++) {
            double drawn =
                    song.balance().levelsDb().get(k) - song.balance().levelsDb().getFirst();
            assertThat(rms.get(k) - rms.getFirst()).isCloseTo(drawn, Offset.offset(0.1));
        }
    }

    private static double activeShare(int[][] stem) {
        int seconds = stem[0].length / Song.SAMPLE_RATE_HZ;
        int active = 0;
        for (int s = 0; s < seconds; s++) {
            double energy = 0;
            for (int i = 0; i < Song.SAMPLE_RATE_HZ; i++) {
                double sample = stem[0][s * Song.SAMPLE_RATE_HZ + i] * 0x1p-23;
                energy += sample * sample;
            }
            active += energy / Song.SAMPLE_RATE_HZ > 1e-6 ? 1 : 0;
        }
        return (double) active / seconds;
    }

    private static int hash(Song song) {
        return Arrays.deepHashCode(song.mixdown().stems().toArray());
    }
}
