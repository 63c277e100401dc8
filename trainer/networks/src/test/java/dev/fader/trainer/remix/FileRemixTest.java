package dev.fader.trainer.remix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.schemas.remix.FileType;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.audio.Quantization;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.Place;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileRemixTest {

    private static final int FRAMES = 30_011;
    private static final List<String> SOURCES = List.of("vocals", "other");
    private static final ChunkPlan PLAN = new ChunkPlan(8_000, 500, 1_000);
    private static final Gains UNITY = Gains.of(Map.of(), SOURCES);
    private static final Gains LOUDER = Gains.of(Map.of("vocals", new Gain(3)), SOURCES);

    @TempDir
    static Path folder;

    private static DifferenceNetwork network;

    @BeforeAll
    static void loadAnUntrainedNetwork() {
        ConvTasNet shape = new ConvTasNet(2, 16, 64, 32, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);
        network = DifferenceNetwork.load(
                new ModelFile(
                        shape,
                        SOURCES,
                        44_100,
                        Map.of(),
                        NetworkPrograms.separation(shape, Parameters.NAMED).initialWeights(new Random(2))),
                Device.cpu());
    }

    @AfterAll
    static void unload() {
        network.close();
    }

    @ParameterizedTest
    @CsvSource({
        "WAV_8, 22050, 1",
        "WAV_16, 44100, 2",
        "WAV_24, 44100, 2",
        "WAV_32, 44100, 2",
        "WAV_32_FLOAT, 44100, 1",
        "WAV_64_FLOAT, 32000, 1",
        "AIFF_8, 11025, 1",
        "AIFF_16, 44100, 2",
        "AIFF_24, 48000, 1",
        "AIFF_32, 48000, 1",
        "AIFF_32_FLOAT, 48000, 1",
        "AIFF_64_FLOAT, 48000, 1",
        "FLAC_16, 48000, 2",
        "FLAC_24, 96000, 1",
        "ALAC_16, 44100, 2",
        "ALAC_24, 96000, 1",
        "WAV_16, 8000, 6",
        "WAV_16, 44100, 8"
    })
    void zeroDecibelsReturnALosslessFileSampleForSample(AudioEncoding encoding, int rate, int channels)
            throws IOException {
        Path input = song(encoding, rate, channels);

        FileRemix.Report report = remix(input, UNITY, OutputFormat.SAME);

        assertThat(report.output().encoding()).isEqualTo(encoding);
        assertThat(samples(folder.resolve("output"))).isDeepEqualTo(samples(input));
        assertThat(report.output().quality().clippedSamples()).isZero();
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void everyOutputHasTheInputsRateChannelsAndLength(FileType type) throws IOException {
        FileRemix.Report report = remix(song(AudioEncoding.WAV_24, 48_000, 2), LOUDER, OutputFormat.of(type));

        assertThat(report.output().format().sampleRateHz()).isEqualTo(48_000);
        assertThat(report.output().format().channels()).isEqualTo(2);
        assertThat(report.output().frames()).isEqualTo(FRAMES);
        assertThat(report.seconds()).isEqualTo(FRAMES / 48_000.0);
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void everyOutputKeepsTheTagsAndSaysWhatWasDone(FileType type) throws IOException {
        FileRemix.Report report = remix(song(AudioEncoding.WAV_24, 48_000, 2), LOUDER, OutputFormat.of(type));

        Carried carried = report.output().format().carried();
        assertThat(carried.values("title")).containsExactly("A song");
        assertThat(carried.values("processing")).containsExactly("Fader: a test");
        assertThat(report.output().remarks()).isEmpty();
    }

    @Test
    void aChangedSoundLosesItsPlaybackGainsAndTellsItsOwnLoudness() throws IOException {
        Carried broadcast = Carried.of(
                Text.of("description", "Take 5"),
                Text.of("time_reference", "48000"),
                Text.of("replaygain_track_gain", "-7 dB"));
        Path input = song(AudioEncoding.WAV_24, 44_100, 1, broadcast);

        Mastering.Mastered louder = remix(input, LOUDER, OutputFormat.SAME).output();
        Mastering.Mastered same = remix(input, UNITY, OutputFormat.SAME).output();

        assertThat(louder.format().carried().values("description")).containsExactly("Take 5");
        assertThat(louder.format().carried().values("replaygain_track_gain")).isEmpty();
        assertThat(same.format().carried().values("replaygain_track_gain")).containsExactly("-7 dB");
        assertThat(broadcastLufs(remixed(input, LOUDER)))
                .isCloseTo(louder.quality().loudnessOut().integratedLufs(), within(0.006));
        assertThat(broadcastLufs(remixed(input, UNITY))).isZero();
    }

    private static Path remixed(Path input, Gains gains) throws IOException {
        remix(input, gains, OutputFormat.SAME);
        return folder.resolve("output");
    }

    /** Of the bext chunk. */
    private static double broadcastLufs(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            Field chunk = reader.format().carried().fields().stream()
                    .filter(field -> field.id().equals("bext"))
                    .findFirst()
                    .orElseThrow();
            return ByteBuffer.wrap(chunk.bytes()).order(ByteOrder.LITTLE_ENDIAN).getShort(412) / 100.0;
        }
    }

    @Test
    void whatTheOutputHasNoPlaceForIsNamed() throws IOException {
        Path input = song(
                AudioEncoding.WAV_16,
                44_100,
                1,
                Carried.of(Text.of("title", "A song")).plus(new Field(Place.RIFF, "cue ", new byte[28])));

        assertThat(remix(input, LOUDER, OutputFormat.FLAC).output().remarks())
                .containsExactly("FLAC has no place for the chunk cue");
        assertThat(remix(input, LOUDER, OutputFormat.SAME).output().remarks()).isEmpty();
    }

    @Test
    void theRecordTellsWhetherDitherWasAdded() throws IOException {
        Path input = song(AudioEncoding.WAV_16, 44_100, 1);

        assertThat(ditherBits(input, LOUDER, "same")).isEqualTo(16);
        assertThat(ditherBits(input, UNITY, "same")).isZero();
        assertThat(ditherBits(input, UNITY, "same/48000")).as("resampled").isEqualTo(16);
        assertThat(ditherBits(input, LOUDER, "mp3")).isZero();
        assertThat(ditherBits(song(AudioEncoding.WAV_24, 44_100, 1), LOUDER, "same"))
                .isZero();
    }

    private static @Nullable Integer ditherBits(Path input, Gains gains, String format) throws IOException {
        return remix(input, gains, OutputFormat.parse(format))
                .output()
                .quality()
                .ditherBits();
    }

    @Test
    void aRemixIsAsLongAsItsInputAtAnotherRateToo() throws IOException {
        FileRemix.Report report =
                remix(song(AudioEncoding.WAV_24, 44_100, 2), LOUDER, OutputFormat.parse("mp3@192/48000"));

        assertThat(report.output().format().sampleRateHz()).isEqualTo(48_000);
        assertThat(report.output().frames()).isEqualTo(Math.round(FRAMES * 48_000 / 44_100.0));
    }

    @Test
    void theSameRemixGivesTheSameBytes() throws IOException {
        Path input = song(AudioEncoding.WAV_16, 44_100, 2);
        remix(input, LOUDER, OutputFormat.SAME);
        byte[] first = Files.readAllBytes(folder.resolve("output"));

        remix(input, LOUDER, OutputFormat.SAME);

        assertThat(Files.readAllBytes(folder.resolve("output"))).isEqualTo(first);
    }

    @Test
    void samplesBeyondFullScaleAreCountedNotHidden() throws IOException {
        Gains muchLouder = Gains.of(Map.of("vocals", new Gain(24), "other", new Gain(24)), SOURCES);

        FileRemix.Report report = remix(song(AudioEncoding.WAV_16, 44_100, 1), muchLouder, OutputFormat.SAME);

        assertThat(report.output().quality().clippedSamples()).isPositive();
    }

    @Test
    void aTargetLoudnessIsReachedUnlessTheCeilingIsInTheWay() throws IOException {
        Path input = song(AudioEncoding.WAV_24, 44_100, 2);

        QualityRecord quiet = remix(input, LOUDER, OutputFormat.SAME, LoudnessPolicy.target(-30, -1))
                .output()
                .quality();
        QualityRecord loud = remix(input, LOUDER, OutputFormat.SAME, LoudnessPolicy.target(-3, -1))
                .output()
                .quality();

        assertThat(quiet.loudnessOut().integratedLufs()).isCloseTo(-30.0, within(0.1));
        assertThat(quiet.loudnessMissLu()).isZero();
        assertThat(loud.loudnessOut().truePeakDb()).isCloseTo(-1.0, within(0.1));
        assertThat(loud.loudnessMissLu()).isPositive();
        assertThat(loud.clippedSamples()).isZero();
    }

    @Test
    void matchingKeepsTheInputsLoudness() throws IOException {
        QualityRecord quality = remix(
                        song(AudioEncoding.FLAC_24, 44_100, 2),
                        Gains.of(Map.of("vocals", new Gain(-9), "other", new Gain(-9)), SOURCES),
                        OutputFormat.SAME,
                        new LoudnessPolicy(LoudnessPolicy.Mode.MATCH, null, 20.0))
                .output()
                .quality();

        assertThat(quality.gainDb()).isCloseTo(9, within(0.2));
        assertThat(quality.loudnessOut().integratedLufs())
                .isCloseTo(quality.loudnessIn().integratedLufs(), within(0.1));
    }

    @Test
    void aFileThatIsNoAudioIsRefusedWithItsReason() throws IOException {
        Path words = Files.writeString(folder.resolve("words.wav"), "nothing to hear\n".repeat(50));

        assertThatThrownBy(() -> remix(words, LOUDER, OutputFormat.SAME))
                .isInstanceOfSatisfying(
                        AudioException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(AudioException.Reason.NOT_AUDIO));
    }

    @Test
    void whatTheOutputCannotHoldIsRefusedBeforeAnyWork() throws IOException {
        Path surround = song(AudioEncoding.WAV_16, 44_100, 8);

        assertThatThrownBy(() -> remix(surround, LOUDER, OutputFormat.MP3))
                .isInstanceOfSatisfying(
                        AudioException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(AudioException.Reason.NOT_ENCODABLE))
                .hasMessageContaining("choose WAV or FLAC");
        assertThat(folder.resolve("output")).doesNotExist();
    }

    private static FileRemix.Report remix(Path input, Gains gains, OutputFormat format) throws IOException {
        return remix(input, gains, format, LoudnessPolicy.NONE);
    }

    private static FileRemix.Report remix(Path input, Gains gains, OutputFormat format, LoudnessPolicy loudness)
            throws IOException {
        Path output = folder.resolve("output");
        Files.deleteIfExists(output);
        return new FileRemix(network, AudioLimits.DEFAULT)
                .remix(input, output, gains, new Mastering.Order(format, loudness, "a test"), PLAN, (done, total) -> {
                    // nobody watches
                });
    }

    private static Path song(AudioEncoding encoding, int rate, int channels) throws IOException {
        return song(encoding, rate, channels, Carried.of(Text.of("title", "A song")));
    }

    private static Path song(AudioEncoding encoding, int rate, int channels, Carried carried) throws IOException {
        Path file = folder.resolve("song-%s-%d-%d-%d".formatted(encoding, rate, channels, carried.hashCode()));
        if (Files.exists(file)) {
            return file;
        }
        Random random = new Random(5);
        double[][] planar = new double[channels][FRAMES];
        for (double[] channel : planar) {
            for (int i = 0; i < FRAMES; i++) {
                channel[i] = Math.clamp(0.2 * random.nextGaussian(), -0.99, 0.99);
            }
        }
        AudioOutput output =
                new AudioOutput(encoding, rate, channels, "", AudioOutput.Rates.USUAL, Quantization.exact(), carried);
        try (AudioWriter writer = AudioWriter.create(file, output)) {
            writer.write(planar, 0, FRAMES);
            writer.finish();
        }
        return file;
    }

    private static double[][] samples(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            // with room to see that nothing follows
            double[][] planar = new double[reader.format().channels()][FRAMES + 1];
            int filled = 0;
            for (int count = reader.read(planar, 0, FRAMES + 1);
                    count >= 0;
                    count = reader.read(planar, filled, FRAMES + 1 - filled)) {
                filled += count;
            }
            assertThat(filled).isEqualTo(FRAMES);
            return planar;
        }
    }
}
