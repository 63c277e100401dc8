package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.songs.SongForm.Role;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SecondEditionTest {

    private static final double SECONDS = 30;

    private static SoundFonts fonts;

    @BeforeAll
    static void load() throws IOException {
        fonts = SoundFonts.load(List.of());
    }

    private static Chance chance(int index) {
        return Chance.ofSong(7, index).branch("train");
    }

    private static List<SongForm> plans(Edition edition) {
        return IntStream.range(0, 200)
                .mapToObj(index -> SongForm.draw(chance(index).branch("plan"), SECONDS, edition))
                .toList();
    }

    @Test
    void songsHaveSeveralMetresAndTempiFromSlowToFast() {
        List<SongForm> plans = plans(Edition.SECOND);

        for (Metre metre : Metre.values()) {
            assertThat(plans).filteredOn(form -> form.metre() == metre).hasSizeGreaterThan(8);
        }
        List<Double> tempi = plans.stream().map(form -> 60 / form.beatSeconds()).toList();
        assertThat(tempi).anyMatch(tempo -> tempo < 75).anyMatch(tempo -> tempo > 145);
    }

    @Test
    void eachRoleRestsInSomeSectionsOfManySongsAndPlaysInEverySong() {
        Map<Role, Integer> songsWithRest = new EnumMap<>(Role.class);
        for (SongForm form : plans(Edition.SECOND)) {
            for (Role role : Role.values()) {
                long resting = form.bars().stream()
                        .filter(bar -> bar.section().resting().contains(role))
                        .count();
                assertThat(resting)
                        .as("%s of %s", role, form)
                        .isLessThan(form.bars().size());
                songsWithRest.merge(role, resting > 0 ? 1 : 0, Integer::sum);
            }
        }
        assertThat(songsWithRest.values()).allMatch(songs -> songs > 20, "rests in more than a tenth of the songs");
    }

    @Test
    void someSecondsHaveFewerPlayersAndMostHaveAll() {
        List<SongForm> plans = plans(Edition.SECOND);
        double full = 0;
        double bars = 0;
        for (SongForm form : plans) {
            for (SongForm.Bar bar : form.bars()) {
                full += bar.section().resting().isEmpty() ? 1 : 0;
                bars++;
            }
        }
        assertThat(full / bars).isBetween(0.45, 0.9);
    }

    @Test
    void levelsAndLoudnessSpreadFurtherThanInTheFirstEdition() {
        double first = spread(Edition.FIRST);
        double second = spread(Edition.SECOND);

        assertThat(second).isGreaterThan(first + 2);
    }

    /** The range of the middle nine tenths of the stems' levels, in dB. */
    private static double spread(Edition edition) {
        double[] levels = IntStream.range(0, 200)
                .mapToObj(index ->
                        Balance.draw(chance(index).branch("mix"), List.of("vocals", "drums", "bass", "other"), edition))
                .flatMapToDouble(balance -> balance.levelsDb().stream().mapToDouble(Double::doubleValue))
                .sorted()
                .toArray();
        return levels[levels.length * 19 / 20] - levels[levels.length / 20];
    }

    @ParameterizedTest
    @EnumSource(SongLayout.class)
    void stemsSumToTheMixtureAndAllOfThemSound(SongLayout layout) {
        for (int index = 0; index < 2; index++) {
            Mixdown mixdown =
                    Song.make(chance(index), layout, 10, fonts, Edition.SECOND).mixdown();

            int[][] sum = new int[2][mixdown.mixture()[0].length];
            for (int[][] stem : mixdown.stems()) {
                assertThat(Arrays.stream(stem[0]).anyMatch(sample -> Math.abs(sample) > 1 << 13))
                        .isTrue();
                for (int c = 0; c < 2; c++) {
                    for (int i = 0; i < sum[c].length; i++) {
                        sum[c][i] += stem[c][i];
                    }
                }
            }
            assertThat(mixdown.mixture()).isDeepEqualTo(sum);
        }
    }

    @Test
    void theFirstEditionGivesWhatItAlwaysGave() {
        Song song = Song.make(Chance.ofSong(11, 3).branch("train"), SongLayout.MUSDB18_HQ, 5, fonts, Edition.FIRST);

        assertThat(Arrays.deepHashCode(song.mixdown().stems().toArray())).isEqualTo(FIRST_EDITION_HASH);
    }

    @ParameterizedTest
    @CsvSource({"MUSDB18_HQ, 1621836622", "SLAKH, 461907145"})
    void theSecondEditionGivesWhatItAlwaysGave(SongLayout layout, int hash) {
        Song song = Song.make(Chance.ofSong(11, 3).branch("train"), layout, 5, fonts, Edition.SECOND);

        assertThat(Arrays.deepHashCode(song.mixdown().stems().toArray())).isEqualTo(hash);
    }

    /** Of the samples that the project's first release made. */
    private static final int FIRST_EDITION_HASH = -1331228096;

    @Test
    void aCompressorBringsLoudAndQuietNearer() {
        float[][] stereo = new float[2][44_100];
        for (int i = 0; i < 44_100; i++) {
            float amplitude = i < 22_050 ? 0.05f : 0.8f;
            stereo[0][i] = amplitude * (float) Math.sin(2 * Math.PI * 500 * i / 44_100);
            stereo[1][i] = stereo[0][i];
        }

        new Compressor(0.1, 4, 0.005, 0.1).apply(stereo, 44_100);

        assertThat((double) peak(stereo[0], 11_025, 22_050)).isCloseTo(0.05, Offset.offset(0.002));
        // 8 times above the threshold becomes the fourth root of that
        assertThat((double) peak(stereo[0], 33_075, 44_100)).isCloseTo(0.1 * Math.pow(8, 0.25), Offset.offset(0.01));
    }

    @Test
    void anEqualiserBandRaisesItsFrequencyAndLeavesOthers() {
        assertThat(gainDb(Biquad.peak(1000, 6, 1, 44_100), 1000)).isCloseTo(6, Offset.offset(0.05));
        assertThat(gainDb(Biquad.peak(1000, 6, 1, 44_100), 8000)).isCloseTo(0, Offset.offset(0.3));
        assertThat(gainDb(Biquad.highPass(200, 44_100), 200)).isCloseTo(-3.01, Offset.offset(0.05));
        assertThat(gainDb(Biquad.lowPass(5000, 44_100), 5000)).isCloseTo(-3.01, Offset.offset(0.05));
    }

    private static double gainDb(Biquad filter, double hz) {
        float[][] tone = new float[2][44_100];
        for (int i = 0; i < tone[0].length; i++) {
            tone[0][i] = (float) Math.sin(2 * Math.PI * hz * i / 44_100);
        }
        filter.apply(tone);
        double energy = 0;
        for (int i = 22_050; i < 44_100; i++) {
            energy += tone[0][i] * tone[0][i];
        }
        return 10 * Math.log10(2 * energy / 22_050);
    }

    private static float peak(float[] samples, int from, int to) {
        float peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }
}
