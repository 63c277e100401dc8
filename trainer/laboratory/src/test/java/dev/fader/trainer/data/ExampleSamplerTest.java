package dev.fader.trainer.data;

import static dev.fader.trainer.data.SmallSongs.FRAMES;
import static dev.fader.trainer.data.SmallSongs.MUSDB;
import static dev.fader.trainer.data.SmallSongs.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExampleSamplerTest {

    private static final int SONGS = 5;
    private static final ExampleConfig RECORD = plain(ExcerptSampling.RECORD, 0);

    @TempDir
    static Path root;

    /** Bass plays in the first half of each song only. */
    @BeforeAll
    static void fiveSongs() throws IOException {
        for (int number = 0; number < SONGS; number++) {
            Map<String, double[][]> stems = new LinkedHashMap<>(SmallSongs.stems(number));
            double[][] bass = stems.get("bass");
            for (double[] channel : bass) {
                Arrays.fill(channel, FRAMES / 2, FRAMES, 0);
            }
            SmallSongs.hq(root.resolve("train/song" + number), stems);
        }
    }

    private static ExampleConfig plain(ExcerptSampling drawing, double crossSongShare) {
        return new ExampleConfig(0.5, drawing, crossSongShare, 12, Augmentation.NONE);
    }

    private static ExampleSampler sampler(ExampleConfig config, int batch, long seed) throws IOException {
        return new ExampleSampler(
                StemDataset.open(root, "train", MUSDB, RATE), config, config.samples(RATE), batch, RATE, seed);
    }

    @ParameterizedTest
    @EnumSource(ExcerptSampling.class)
    void aStepGetsTheSameWhateverWasDrawnBefore(ExcerptSampling drawing) throws IOException {
        ExampleConfig config = new ExampleConfig(
                0.5, drawing, drawing == ExcerptSampling.MIXED ? 0.5 : 0, 12, new Augmentation(3, 3, 0.5, 0.3));
        ExampleSampler first = sampler(config, 3, 9);
        for (long step = 0; step < 6; step++) {
            first.batch(step);
        }

        ExampleBatch resumed = sampler(config, 3, 9).batch(6);
        ExampleBatch unbroken = first.batch(6);

        assertThat(resumed.sources()).containsExactly(unbroken.sources());
        assertThat(resumed.gains()).containsExactly(unbroken.gains());
        assertThat(resumed.description()).isEqualTo(unbroken.description());
        assertThat(sampler(config, 3, 10).batch(6).sources()).isNotEqualTo(unbroken.sources());
    }

    @Test
    void windowsAreAllPlacesOfAllSongsOnceInAnEpochSilentOnesToo() throws IOException {
        ExampleSampler sampler = sampler(plain(ExcerptSampling.WINDOWS, 0), 1, 2);
        int window = RATE / 2;
        int windows = SONGS * (FRAMES / window);
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        int silent = 0;
        for (int example = 0; example < windows; example++) {
            ExampleBatch batch = sampler.batch(example);
            first.add(batch.description());
            second.add(sampler.batch(windows + example).description());
            silent += silent(batch, MUSDB.indexOf("bass")) ? 1 : 0;
        }

        assertThat(first).doesNotHaveDuplicates();
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
        assertThat(first)
                .allSatisfy(place -> assertThat(Long.parseLong(place.replaceAll(".*@", "")) % window)
                        .isZero());
        assertThat(silent).isPositive();
    }

    private static boolean silent(ExampleBatch batch, int source) {
        for (int i = 0; i < batch.samples(); i++) {
            if (batch.sources()[source * batch.samples() + i] != 0) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource(value = ExcerptSampling.class, mode = EnumSource.Mode.EXCLUDE, names = "WINDOWS")
    void theMixtureIsTheSumOfItsSourcesAndNoneIsSilent(ExcerptSampling drawing) throws IOException {
        ExampleBatch batch = sampler(plain(drawing, 0), 4, 2).batch(0);

        int samples = batch.samples();
        for (int b = 0; b < batch.size(); b++) {
            double[] energy = new double[4];
            for (int i = 0; i < samples; i++) {
                double sum = 0;
                for (int k = 0; k < 4; k++) {
                    float sample = batch.sources()[(b * 4 + k) * samples + i];
                    sum += sample;
                    energy[k] += sample * sample;
                }
                assertThat((double) batch.mixture()[b * samples + i]).isCloseTo(sum, Offset.offset(1e-5));
            }
            assertThat(Arrays.stream(energy).min().orElseThrow()).isGreaterThan(1e-9);
        }
    }

    @Test
    void asRecordedEachEpochVisitsEachSongOnceInAnOrderOfItsOwn() throws IOException {
        ExampleSampler sampler = sampler(RECORD, 2, 4);
        List<String> visited = new ArrayList<>();
        // ten steps of two are four epochs of five songs
        for (long step = 0; step < 10; step++) {
            for (List<DrawnSource> origin : sampler.batch(step).origins()) {
                visited.add(origin.getFirst().song());
            }
        }

        List<List<String>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < 4; epoch++) {
            epochs.add(visited.subList(epoch * SONGS, (epoch + 1) * SONGS));
        }
        assertThat(epochs)
                .allSatisfy(epoch ->
                        assertThat(epoch).containsExactlyInAnyOrder("song0", "song1", "song2", "song3", "song4"));
        assertThat(epochs.stream().distinct().count()).isGreaterThan(1);
    }

    @Test
    void asRecordedASongIsDividedByTheStandardDeviationOfItsSum() throws IOException {
        ExampleBatch batch = sampler(RECORD, 1, 4).batch(0);

        DrawnSource origin = batch.origins().getFirst().getFirst();
        int number = origin.song().charAt("song".length()) - '0';
        int start = (int) origin.start();
        Map<String, double[][]> stems = SmallSongs.stems(number);
        for (double[] channel : stems.get("bass")) {
            Arrays.fill(channel, FRAMES / 2, FRAMES, 0);
        }
        double deviation = deviation(SmallSongs.sum(stems.values()));
        for (int k = 0; k < 4; k++) {
            double[][] stem = stems.get(MUSDB.get(k));
            for (int i = 0; i < batch.samples(); i++) {
                double expected = (stem[0][start + i] + stem[1][start + i]) / 2 / deviation;
                assertThat((double) batch.sources()[k * batch.samples() + i]).isCloseTo(expected, Offset.offset(1e-5));
            }
        }
    }

    @Test
    void thePapersExamplesTakeAllSourcesFromOnePlaceWhereAllAreAudible() throws IOException {
        ExampleBatch batch = sampler(plain(ExcerptSampling.PAPER, 0), 8, 3).batch(0);

        for (List<DrawnSource> example : batch.origins()) {
            assertThat(example.stream().map(DrawnSource::start).distinct())
                    .singleElement()
                    .satisfies(start -> assertThat(start).isLessThan(FRAMES / 2));
        }
    }

    @Test
    void aSourceThatNeverSoundsIsReportedByName() throws IOException {
        Path silent = root.resolve("silent");
        Map<String, double[][]> stems = SmallSongs.stems(1);
        stems.put("bass", SmallSongs.silence());
        SmallSongs.hq(silent.resolve("train/song"), stems);
        StemDataset set = StemDataset.open(silent, "train", MUSDB, RATE);

        assertThatThrownBy(() -> new ExampleSampler(set, RECORD, RECORD.samples(RATE), 1, RATE, 1).batch(0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bass");
    }

    @Test
    void onlyMixedExamplesCrossSongs() {
        assertThatThrownBy(() -> plain(ExcerptSampling.PAPER, 0.5)).hasMessageContaining("crossSongShare");
    }

    @Test
    void anExampleIsTheSameWhateverTheSizeOfTheBatch() throws IOException {
        ExampleConfig config = plain(ExcerptSampling.MIXED, 0.5);

        List<List<DrawnSource>> two =
                new ArrayList<>(sampler(config, 3, 5).batch(2).origins());
        two.addAll(sampler(config, 3, 5).batch(3).origins());

        assertThat(sampler(config, 6, 5).batch(1).origins()).isEqualTo(two);
    }

    @Test
    void anAbsentSourceIsSilentAndOfAllSourcesSomeIsAlwaysThere() throws IOException {
        ExampleConfig config = new ExampleConfig(0.1, ExcerptSampling.MIXED, 0.5, 12, new Augmentation(0, 0, 0, 1));
        ExampleBatch batch = sampler(config, 60, 3).batch(0);

        for (int b = 0; b < batch.size(); b++) {
            List<DrawnSource> example = batch.origins().get(b);
            assertThat(example).anyMatch(DrawnSource::absent).anyMatch(source -> !source.absent());
            for (int k = 0; k < 4; k++) {
                int row = (b * 4 + k) * batch.samples();
                float[] samples = Arrays.copyOfRange(batch.sources(), row, row + batch.samples());
                assertThat(Activity.AUDIBLE.holds(samples))
                        .isEqualTo(!example.get(k).absent());
            }
        }
    }

    @Test
    void sourcesKeepNeitherTheirSignNorTheirOffset() throws IOException {
        ExampleConfig turned = new ExampleConfig(0.1, ExcerptSampling.MIXED, 0, 12, new Augmentation(0, 0, 1, 0));
        ExampleConfig kept = new ExampleConfig(0.1, ExcerptSampling.MIXED, 0, 12, Augmentation.NONE);

        float[] negative = sampler(turned, 4, 3).batch(0).sources();
        float[] positive = sampler(kept, 4, 3).batch(0).sources();

        for (int i = 0; i < positive.length; i++) {
            assertThat(negative[i]).isEqualTo(-positive[i]);
        }
    }

    private static double deviation(double[][] stereo) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < stereo[0].length; i++) {
            double mono = (stereo[0][i] + stereo[1][i]) / 2;
            sum += mono;
            squares += mono * mono;
        }
        double mean = sum / stereo[0].length;
        return Math.sqrt(squares / stereo[0].length - mean * mean);
    }

    @Test
    void aFasterExampleIsTheStretchOfItsSongPlayedFaster() throws IOException {
        ExampleConfig plain = new ExampleConfig(0.1, ExcerptSampling.MIXED, 0.5, 0, Augmentation.NONE);
        ExampleConfig faster =
                new ExampleConfig(0.1, ExcerptSampling.MIXED, 0.5, 0, new Augmentation(0, 0, 0, 0, 10, 0));
        ExampleSampler sampler = sampler(faster, 8, 3);

        assertThat(sampler.batch(0).mixture())
                .containsExactly(sampler(faster, 8, 3).batch(0).mixture());
        assertThat(sampler.batch(0).samples())
                .isEqualTo(sampler(plain, 8, 3).batch(0).samples());
        assertThat(sampler.batch(0).sources())
                .isNotEqualTo(sampler(plain, 8, 3).batch(0).sources());
    }

    @Test
    void aLimitedMixtureIsStillTheSumOfItsSourcesAndHasLowerPeaks() throws IOException {
        ExampleConfig plain = new ExampleConfig(0.1, ExcerptSampling.MIXED, 0, 0, Augmentation.NONE);
        ExampleConfig limited = new ExampleConfig(0.1, ExcerptSampling.MIXED, 0, 0, new Augmentation(0, 0, 0, 0, 0, 1));
        ExampleBatch as = sampler(plain, 1, 3).batch(0);

        ExampleBatch batch = sampler(limited, 1, 3).batch(0);

        double peak = 0;
        double before = 0;
        for (int i = 0; i < batch.samples(); i++) {
            double sum = 0;
            for (int k = 0; k < batch.sourceCount(); k++) {
                int at = k * batch.samples() + i;
                sum += batch.sources()[at];
                // one gain for all of them
                assertThat(batch.sources()[at] * (double) as.mixture()[i])
                        .isCloseTo(as.sources()[at] * (double) batch.mixture()[i], Offset.offset(1e-5));
            }
            assertThat((double) batch.mixture()[i]).isCloseTo(sum, Offset.offset(1e-6));
            peak = Math.max(peak, Math.abs(batch.mixture()[i]));
            before = Math.max(before, Math.abs(as.mixture()[i]));
        }
        assertThat(peak).isBetween(before * Math.pow(10, -8.01 / 20), before * 0.999);
    }
}
