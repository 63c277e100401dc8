package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.audio.BandMeter;
import dev.fader.trainer.audio.Wav24Writer;
import dev.fader.trainer.songs.sound.SoundSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThirdEditionTest {

    private static final double SECONDS = 6;
    private static final int SONGS = 6;

    private static Sounds sounds;
    private static SoundFonts fonts;
    private static final Map<SongLayout, List<Song>> SONGS_OF = new EnumMap<>(SongLayout.class);

    @BeforeAll
    static void render() throws IOException {
        fonts = SoundFonts.load(List.of());
        sounds = SoundLibrary.shipped().set(SoundSet.KNOWN);
        for (SongLayout layout : SongLayout.values()) {
            List<Song> songs = new ArrayList<>();
            for (int index = 0; index < SONGS; index++) {
                songs.add(song(index, layout, Edition.THIRD));
            }
            SONGS_OF.put(layout, songs);
        }
    }

    private static Song song(int index, SongLayout layout, Edition edition) {
        Instruments instruments = edition == Edition.THIRD ? sounds : fonts;
        return Song.make(Chance.ofSong(7, index).branch("train"), layout, SECONDS, instruments, edition);
    }

    /** With the shipped selection alone: other sounds give other songs. */
    @ParameterizedTest
    @CsvSource({"MUSDB18_HQ, 1860863359", "SLAKH, -1151656846"})
    void theThirdEditionGivesWhatItAlwaysGave(SongLayout layout, int hash) {
        Song song = Song.make(Chance.ofSong(11, 3).branch("train"), layout, 5, sounds, Edition.THIRD);

        assertThat(Arrays.deepHashCode(song.mixdown().stems().toArray())).isEqualTo(hash);
    }

    private static int[][] stem(Song song, String name) {
        int k = song.scores().stream().map(StemScore::name).toList().indexOf(name);
        return song.mixdown().stems().get(k);
    }

    private static double energy(int[][] stereo, Supplier<BandMeter> band) {
        double energy = 0;
        for (int[] samples : stereo) {
            BandMeter meter = band.get();
            meter.add(
                    Arrays.stream(samples)
                            .mapToDouble(sample -> sample * 0x1p-23)
                            .toArray(),
                    0,
                    samples.length);
            energy += meter.energy();
        }
        return energy;
    }

    private static double below20Hz(int[][] stereo) {
        double all = 0;
        for (int[] samples : stereo) {
            all += Arrays.stream(samples)
                    .mapToDouble(sample -> Math.pow(sample * 0x1p-23, 2))
                    .sum();
        }
        return energy(stereo, () -> BandMeter.below(20, Song.SAMPLE_RATE_HZ)) / (all + 1e-12);
    }

    private static double treble(int[][] stereo) {
        return energy(stereo, () -> BandMeter.between(8000, 16_000, Song.SAMPLE_RATE_HZ));
    }

    @ParameterizedTest
    @EnumSource(SongLayout.class)
    void noStemHasAHundredthOfItsEnergyBelow20Hz(SongLayout layout) {
        for (Song song : SONGS_OF.get(layout)) {
            for (int k = 0; k < song.scores().size(); k++) {
                assertThat(below20Hz(song.mixdown().stems().get(k)))
                        .as("%s of %s", song.scores().get(k).name(), song.production())
                        .isLessThan(0.01);
            }
        }
    }

    @Test
    void theRuleWouldHaveCaughtTheSecondEditionsOffsets() {
        List<Double> shares = new ArrayList<>();
        for (int index = 0; index < SONGS; index++) {
            shares.add(below20Hz(stem(song(index, SongLayout.MUSDB18_HQ, Edition.SECOND), "other")));
        }

        assertThat(shares).anyMatch(share -> share > 0.01);
    }

    @Test
    void theSignOfAStemIsDrawnAndMakesItsOpposite() {
        Set<String> signs = new HashSet<>();
        int negative = 0;
        for (int index = 0; index < 400; index++) {
            Chance chance = Chance.ofSong(7, index).branch("train").branch("record");
            List<Integer> drawn = Production.draw(chance, 4, Edition.THIRD).polarities();
            signs.add(drawn.toString());
            negative += (int) drawn.stream().filter(sign -> sign < 0).count();
        }

        assertThat(signs).hasSize(16);
        assertThat(negative).isBetween(720, 880);
        assertThat(Production.draw(new Chance(1), 4, Edition.SECOND).polarities())
                .containsOnly(1);
    }

    @Test
    void theLayoutsOfOneSeedShareNothing() {
        for (String name : List.of("drums", "bass")) {
            for (int index = 0; index < SONGS; index++) {
                Song musdb = SONGS_OF.get(SongLayout.MUSDB18_HQ).get(index);
                Song slakh = SONGS_OF.get(SongLayout.SLAKH).get(index);

                assertThat(Math.abs(correlation(stem(musdb, name), stem(slakh, name))))
                        .as("%s of song %d", name, index)
                        .isLessThan(0.3);
            }
        }
        Song musdb = song(0, SongLayout.MUSDB18_HQ, Edition.SECOND);
        Song slakh = song(0, SongLayout.SLAKH, Edition.SECOND);
        assertThat(correlation(stem(musdb, "drums"), stem(slakh, "drums"))).isGreaterThan(0.999);
    }

    private static double correlation(int[][] first, int[][] second) {
        double product = 0;
        double firstEnergy = 1;
        double secondEnergy = 1;
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < first[c].length; i++) {
                product += (double) first[c][i] * second[c][i];
                firstEnergy += (double) first[c][i] * first[c][i];
                secondEnergy += (double) second[c][i] * second[c][i];
            }
        }
        return product / Math.sqrt(firstEnergy * secondEnergy);
    }

    @Test
    void trebleHasSeveralOwners() {
        double[] other = new double[SONGS];
        for (int index = 0; index < SONGS; index++) {
            Song song = SONGS_OF.get(SongLayout.MUSDB18_HQ).get(index);
            double all = song.mixdown().stems().stream()
                    .mapToDouble(ThirdEditionTest::treble)
                    .sum();
            other[index] = treble(stem(song, "other")) / all;
        }
        Arrays.sort(other);

        assertThat(other[SONGS / 2])
                .as("median share of other from 8 to 16 kHz, of %s", Arrays.toString(other))
                .isGreaterThan(0.1);
    }

    @ParameterizedTest
    @EnumSource(SongLayout.class)
    void stemsSumToTheMixtureAndSoundWithoutClipping(SongLayout layout) {
        for (Song song : SONGS_OF.get(layout)) {
            int[][] sum = new int[2][song.mixdown().mixture()[0].length];
            int sounding = 0;
            for (int[][] stem : song.mixdown().stems()) {
                sounding += Arrays.stream(stem[0]).anyMatch(sample -> Math.abs(sample) > 1 << 13) ? 1 : 0;
                for (int c = 0; c < 2; c++) {
                    for (int i = 0; i < sum[c].length; i++) {
                        sum[c][i] += stem[c][i];
                        assertThat(Math.abs(stem[c][i])).isLessThanOrEqualTo(Wav24Writer.FULL_SCALE);
                    }
                }
            }
            assertThat(song.mixdown().mixture()).isDeepEqualTo(sum);
            assertThat(sounding)
                    .as("one may rest for six seconds")
                    .isGreaterThanOrEqualTo(song.scores().size() - 1);
            assertThat(Arrays.stream(sum[0]).map(Math::abs).max().getAsInt())
                    .isLessThanOrEqualTo(Wav24Writer.FULL_SCALE);
        }
    }

    @Test
    void theSameSeedAndIndexGiveTheSameSampleValues() {
        Song again = song(1, SongLayout.MUSDB18_HQ, Edition.THIRD);
        Song once = SONGS_OF.get(SongLayout.MUSDB18_HQ).get(1);

        assertThat(again.mixdown().mixture()).isDeepEqualTo(once.mixdown().mixture());
    }

    @Test
    void playersRestAsOftenAsInTheSecondEdition() {
        assertThat(restingBars(Edition.THIRD)).isGreaterThanOrEqualTo(restingBars(Edition.SECOND));
    }

    private static int restingBars(Edition edition) {
        int bars = 0;
        for (int index = 0; index < 200; index++) {
            SongForm form = SongForm.draw(Chance.ofSong(7, index).branch("plan"), 30, edition);
            bars += form.bars().stream()
                    .mapToInt(bar -> bar.section().resting().size())
                    .sum();
        }
        return bars;
    }

    @Test
    void otherHasTwoToFourPartsOfManyFamilies() {
        Set<Integer> programs = new HashSet<>();
        double sum = 0;
        double notes = 0;
        for (int index = 0; index < 100; index++) {
            Chance chance = Chance.ofSong(7, index);
            SongForm form = SongForm.draw(chance.branch("plan"), 30, Edition.THIRD);
            List<Part> parts = Ensemble.play(form, chance.branch("other"));
            assertThat(parts).hasSizeBetween(2, 4);
            for (Part part : parts) {
                programs.add(part.program());
                sum += part.notes().stream().mapToInt(Note::pitch).sum();
                notes += part.notes().size();
            }
        }

        assertThat(programs).hasSizeGreaterThan(40).doesNotContain(52, 53, 54, 85, 91);
        assertThat(sum / notes).as("mean pitch").isGreaterThan(64);
    }
}
