package dev.fader.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.Tones;
import dev.fader.trainer.evaluation.ProtocolResult.GainScores;
import dev.fader.trainer.evaluation.ProtocolResult.SourceScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolEvaluatorTest {

    private static final int RATE = 8_000;
    private static final List<String> SOURCES = List.of("bass", "other");
    private static final MeasuredModel MODEL = new MeasuredModel(
            "best.safetensors", "0".repeat(64), SOURCES, "model1", 1, 1, 7, 100, 5, "tones", ConvTasNet.paper(2), null);

    @TempDir
    private Path folder;

    private StemDataset dataset;

    @BeforeEach
    void twoSongsOfTwoTones() throws IOException {
        for (int song = 0; song < 2; song++) {
            Path directory = folder.resolve("data/test/song" + song);
            Tones.write(directory.resolve("bass.wav"), RATE, 3, 100);
            Tones.write(directory.resolve("other.wav"), RATE, 3, 1000);
        }
        dataset = StemDataset.open(folder.resolve("data"), "test", SOURCES, RATE);
    }

    @Test
    void aNetworkThatHalvesTheMixtureIsWrongByHalfTheDifferenceOfTheSources() throws IOException {
        ProtocolResult result = evaluate(new Shares(0.5, 0.5), RemixRule.OWN, null);

        double ratio = Math.pow(10, 6 / 20.0);
        double sdr = (ratio * ratio + 1) / (0.5 * (ratio - 1) * (ratio - 1));
        double alongTarget = (ratio * (ratio + 1) / 2 + (ratio + 1) / 2) / (ratio * ratio + 1);
        double expected = 10 * Math.log10(sdr * Math.min(1, alongTarget * alongTarget));
        assertThat(gain(result, "bass", 6).minSdrDb().mean()).isCloseTo(expected, within(1e-3));
        assertThat(gain(result, "bass", 6).ldDb().mean()).isCloseTo(10 * Math.log10(ratio), within(1e-3));
        assertThat(gain(result, "bass", 6).ldRecordDb().mean()).isCloseTo(5 * Math.log10(ratio), within(1e-3));
        assertThat(result.withoutLevel()).isZero();
        assertThat(result.songs()).hasSize(2);
    }

    @Test
    void aConsistentRemixAtZeroDecibelsIsTheInputWhateverTheNetworkSays() throws IOException {
        Shares lossy = new Shares(0.3, 0.2);

        assertThat(gain(evaluate(lossy, RemixRule.CONSISTENT, null), "other", 0)
                        .minSdrDb()
                        .mean())
                .isGreaterThan(150);
        assertThat(gain(evaluate(lossy, RemixRule.OWN, null), "other", 0)
                        .minSdrDb()
                        .mean())
                .isCloseTo(20 * Math.log10(0.5) + 20 * Math.log10(1 / 0.5), within(1e-3));
    }

    @Test
    void aNetworkThatSeesGainsIsAskedForEachOfThem() throws IOException {
        Shares seeing = new Shares(0.5, 0.5) {
            @Override
            public boolean seesGains() {
                return true;
            }
        };

        evaluate(seeing, RemixRule.CONSISTENT, null);

        assertThat(seeing.asked)
                .contains(List.of(1f, 1f))
                .anySatisfy(gains ->
                        assertThat(gains.get(1)).isCloseTo((float) Math.pow(10, -24 / 20.0), within(1e-6f)));
    }

    @Test
    void aResultReadFromItsFileIsWhatWasWritten() throws IOException {
        ProtocolResult written = evaluate(new Shares(-0.5, 1.5), RemixRule.OWN, null);
        Path file = folder.resolve("result.json");

        ResultFile.write(written, file);

        assertThat(Files.readString(file)).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(ResultFile.read(file))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.equals(b) || Double.isInfinite(a), Double.class)
                .isEqualTo(written);
        assertThat(written.withoutLevel()).isPositive();
    }

    @Test
    void examplesToListenToAreWrittenBesideTheResult() throws IOException {
        ExampleWriter examples = new ExampleWriter(folder.resolve("result-audio"), folder, RATE, 1);

        ProtocolResult result = evaluate(new Shares(0.5, 0.5), RemixRule.OWN, examples);

        assertThat(result.examples()).hasSize(2).allSatisfy(example -> {
            assertThat(folder.resolve(example.remix())).isNotEmptyFile();
            assertThat(example.song()).isEqualTo("song0");
        });
    }

    @Test
    void sourcesAreFoundUnderOtherNamesWhereTheUserSaysSo() {
        assertThat(StemNames.of(List.of("vocals", "drums"), Map.of("vocals", "piano")))
                .containsExactly("piano", "drums");
        assertThatThrownBy(() -> StemNames.of(SOURCES, Map.of("violin", "piano")))
                .hasMessageContaining("no source violin; it has [bass, other]");
        assertThatThrownBy(() -> StemNames.of(SOURCES, Map.of("bass", "other")))
                .hasMessageContaining("two sources cannot be the same stem");
    }

    private ProtocolResult evaluate(Separator separator, RemixRule rule, ExampleWriter examples) throws IOException {
        return new ProtocolEvaluator(separator, List.of(rule), examples)
                .evaluate(dataset, MODEL, "tones", "test", song -> {})
                .getFirst();
    }

    private static GainScores gain(ProtocolResult result, String source, double gainDb) {
        SourceScores scores = result.sources().stream()
                .filter(candidate -> candidate.source().equals(source))
                .findFirst()
                .orElseThrow();
        return scores.gains().stream()
                .filter(row -> row.gainDb() == gainDb)
                .findFirst()
                .orElseThrow();
    }

    /** Gives each source a fixed share of the mixture. */
    private static class Shares implements Separator {

        private final double[] shares;
        final List<List<Float>> asked = new ArrayList<>();

        Shares(double... shares) {
            this.shares = shares;
        }

        @Override
        public List<String> sources() {
            return SOURCES;
        }

        @Override
        public int sampleRateHz() {
            return RATE;
        }

        @Override
        public boolean seesGains() {
            return false;
        }

        @Override
        public float[][][] separate(float[][] mixtures, float[] gains) {
            asked.add(List.of(gains[0], gains[1]));
            float[][][] separated = new float[mixtures.length][shares.length][mixtures[0].length];
            for (int b = 0; b < mixtures.length; b++) {
                for (int k = 0; k < shares.length; k++) {
                    for (int i = 0; i < mixtures[b].length; i++) {
                        separated[b][k][i] = (float) (shares[k] * mixtures[b][i]);
                    }
                }
            }
            return separated;
        }
    }
}
