package dev.fader.trainer.evaluation.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.Separator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeparatorOnSongsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 25, 26, 45, 333})
    void chunksAreWholeAgainWhateverTheLengthOfTheSong(int samples) {
        Random random = new Random(samples);
        float[][] mixture = new float[2][samples];
        for (float[] channel : mixture) {
            for (int i = 0; i < samples; i++) {
                channel[i] = (float) random.nextGaussian();
            }
        }
        Doubling separator = new Doubling();
        SeparatorOnSongs songs = new SeparatorOnSongs(
                separator, new EstimatesLabel("d", "0", List.of("one", "two"), 10, 0, List.of(), RunTime.UNKNOWN));

        float[][][] estimates = songs.separate(mixture);

        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < samples; i++) {
                assertThat(estimates[0][c][i]).isCloseTo(mixture[c][i], within(1e-5f));
                assertThat(estimates[1][c][i]).isCloseTo(2 * mixture[c][i] + i, within(1e-3f));
            }
        }
        // as long as the plan has them, unless the song is shorter; the last may have its context beside it
        assertThat(separator.lengths).allSatisfy(length -> assertThat(length).isBetween(Math.min(31, samples + 6), 34));
        assertThat(songs.label().runTime().audioSeconds()).isEqualTo(samples / 10.0);
        assertThat(songs.label().runTime().device()).isEqualTo("abacus");
    }

    /** The first source is the mixture; the second twice that, and the sample's number. */
    private static final class Doubling implements Separator {

        private final List<Integer> lengths = new ArrayList<>();

        @Override
        public List<String> sources() {
            return List.of("one", "two");
        }

        @Override
        public int sampleRateHz() {
            return 10;
        }

        @Override
        public ChunkPlan chunkPlan() {
            return new ChunkPlan(20, 5, 3, true);
        }

        @Override
        public String deviceName() {
            return "abacus";
        }

        @Override
        public float[] combine(Part part, List<Row> rows) {
            lengths.add(part.samples());
            float[] all = new float[part.channels() * rows.size() * part.samples()];
            for (int c = 0; c < part.channels(); c++) {
                for (int r = 0; r < rows.size(); r++) {
                    for (int i = 0; i < part.samples(); i++) {
                        float x = part.mixture()[c][i];
                        all[(c * rows.size() + r) * part.samples() + i] =
                                rows.get(r).weights()[0] * x + rows.get(r).weights()[1] * (2 * x + part.start() + i);
                    }
                }
            }
            return all;
        }

        @Override
        public void close() {}
    }
}
