package dev.fader.trainer.evaluation.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.separation.VocalResult.TargetScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocalProtocolTest {

    private static final int RATE = 8_000;
    private static final double LEVEL = 0.3;

    @TempDir
    private Path folder;

    private StemDataset dataset;

    /** Four seconds of accompaniment, and vocals that are there in the first two. */
    @BeforeEach
    void aSongWhoseVoiceFallsSilent() throws IOException {
        double[] vocals = new double[4 * RATE];
        double[] other = new double[4 * RATE];
        for (int i = 0; i < other.length; i++) {
            other[i] = LEVEL * Math.sin(2 * Math.PI * 1000 * i / RATE);
            vocals[i] = i < 2 * RATE ? LEVEL * Math.sin(2 * Math.PI * 300 * i / RATE) : 0;
        }
        write("vocals", vocals);
        write("other", other);
        dataset = StemDataset.open(folder.resolve("data"), "test", List.of("vocals", "other"), RATE);
    }

    @Test
    void halfOfTheMixtureIsThreeDecibelsFromEitherSourceWhereBothSound() throws IOException {
        VocalResult result = evaluate(new Share(0.5f));

        VocalSong song = result.songs().getFirst();
        assertThat(song.segments()).isEqualTo(4);
        assertThat(song.skippedSegments()).isEqualTo(2);
        for (TargetScores target : result.targets()) {
            // s over half of the difference of two equal, orthogonal tones
            assertThat(target.songWise().sdrDb().median()).isCloseTo(10 * Math.log10(2), within(1e-3));
            assertThat(target.segmentWise().sdrDb().count()).isEqualTo(2);
            assertThat(target.segmentWise().sdrDb().mean()).isCloseTo(10 * Math.log10(2), within(1e-3));
            assertThat(target.segmentWise().sirDb().median()).isCloseTo(0, within(0.5));
        }
        assertThat(result.separator().parameters()).isEqualTo(5);
    }

    @Test
    void whatIsLeftInTheSilenceIsMeasuredAsItsLevel() throws IOException {
        double[] pes = evaluate(new Share(0.5f)).songs().getFirst().pesDb();

        assertThat(pes).hasSizeBetween(1, 4);
        assertThat(pes[pes.length - 1]).isCloseTo(20 * Math.log10(LEVEL / 2 / Math.sqrt(2)), within(1e-3));
        assertThat(evaluate(new Share(0)).silence().pesDb().median()).isEqualTo(-2000);
    }

    @Test
    void aPerfectEstimateHasTheVoiceActivityOfItsReference() throws IOException {
        assertThat(evaluate(new Perfect()).silence().vadPercent()).isEqualTo(100);
        assertThat(evaluate(new Share(0.5f)).silence().vadPercent()).isLessThanOrEqualTo(100);
    }

    @Test
    void aResultReadFromItsFileIsWhatWasWritten() throws IOException {
        VocalResult written = evaluate(new Share(0.25f));
        Path file = folder.resolve("result.json");

        ResultFile.write(written, file);

        assertThat(Files.readString(file)).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(ResultFile.read(file, VocalResult.HTMD, VocalResult.class))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.equals(b) || Double.isInfinite(a), Double.class)
                .isEqualTo(written);
        assertThatThrownBy(() -> ResultFile.read(file))
                .hasMessageContaining("is not a result of 'evaluate --protocol paper'");
    }

    @Test
    void aSeparatorWithoutVocalsIsRefusedByName() {
        EstimatesLabel drums = new EstimatesLabel("D", "0", List.of("drums"), RATE, 1, List.of(), RunTime.UNKNOWN);

        assertThatThrownBy(() -> new VocalProtocol(new Share(1) {
                    @Override
                    public EstimatesLabel label() {
                        return drums;
                    }
                }))
                .hasMessageContaining("D estimates [drums], and no vocals");
    }

    private VocalResult evaluate(SongSeparator separator) throws IOException {
        return new VocalProtocol(separator).evaluate(dataset, "vocals", "tones", "test", song -> {});
    }

    private void write(String stem, double[] samples) throws IOException {
        Path song = Files.createDirectories(folder.resolve("data/test/song"));
        try (AudioWriter writer =
                AudioWriter.create(song.resolve(stem + ".wav"), AudioOutput.of(AudioEncoding.WAV_32_FLOAT, RATE, 1))) {
            writer.write(new double[][] {samples}, 0, samples.length);
            writer.finish();
        }
    }

    /** A share of the mixture is what it takes for the vocals. */
    private static class Share implements SongSeparator {

        private final float share;

        Share(float share) {
            this.share = share;
        }

        @Override
        public EstimatesLabel label() {
            return new EstimatesLabel("share", "0", List.of("vocals"), RATE, 5, List.of(), RunTime.UNKNOWN);
        }

        @Override
        public float[][][] separate(StemSong song, float[][] mixture) throws IOException {
            float[] vocals = mixture[0].clone();
            for (int i = 0; i < vocals.length; i++) {
                vocals[i] *= share;
            }
            return new float[][][] {{vocals}};
        }
    }

    private static final class Perfect extends Share {

        Perfect() {
            super(1);
        }

        @Override
        public float[][][] separate(StemSong song, float[][] mixture) throws IOException {
            return new float[][][] {{song.readMono(0, 0, mixture[0].length)}};
        }
    }
}
