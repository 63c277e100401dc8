package dev.fader.trainer.data;

import static dev.fader.trainer.data.SmallSongs.FRAMES;
import static dev.fader.trainer.data.SmallSongs.MUSDB;
import static dev.fader.trainer.data.SmallSongs.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.data.SmallSongs.Rendered;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StemDatasetTest {

    private static final List<String> SLAKH = List.of("piano", "drums", "bass", "guitar", "strings");

    @TempDir
    Path root;

    @TempDir
    Path cacheFolder;

    private StemCache cache;

    @BeforeEach
    void anEmptyCache() {
        cache = new StemCache(cacheFolder, 1L << 30);
    }

    private StemDataset open(String split, List<String> sources) throws IOException {
        return StemDataset.open(root, DatasetLayout.recognise(root), split, sources, RATE, cache);
    }

    @Test
    void readsMusdb18HqAtAnyPosition() throws IOException {
        Map<String, double[][]> stems = SmallSongs.stems(1);
        SmallSongs.hq(root.resolve("train/A - One"), stems);

        StemDataset set = open("train", MUSDB);

        assertThat(DatasetLayout.recognise(root)).isEqualTo(DatasetLayout.MUSDB18_HQ);
        assertThat(set.songs()).singleElement().satisfies(song -> {
            assertThat(song.name()).isEqualTo("A - One");
            assertThat(song.frames()).isEqualTo(FRAMES);
            assertThat(song.sampleRateHz()).isEqualTo(RATE);
        });
        assertSame(set.songs().getFirst(), 2, stems.get("bass"), 4321);
        assertThat(cacheFolder).isEmptyDirectory();
    }

    @Test
    void readsTheFiveStreamsOfMusdb18() throws IOException {
        Map<String, double[][]> stems = SmallSongs.stems(2);
        SmallSongs.musdb18(root.resolve("train/A - Two.stem.mp4"), stems);

        StemDataset set = open("train", MUSDB);

        assertThat(DatasetLayout.recognise(root)).isEqualTo(DatasetLayout.MUSDB18);
        StemSong song = set.songs().getFirst();
        assertThat(song.name()).isEqualTo("A - Two");
        assertThat(song.frames()).isCloseTo(FRAMES, Offset.offset(2048L));
        for (int k = 0; k < MUSDB.size(); k++) {
            double[][] expected = stems.get(MUSDB.get(k));
            float[][] read = song.read(k, 5000, 4000);
            assertThat(snrDb(expected, read, 5000)).as(MUSDB.get(k)).isNotNaN().isGreaterThan(12);
        }
    }

    @Test
    void takesTheFirstStemOfEachSlakhClass() throws IOException {
        SmallSongs.slakh(root.resolve("train/Track00001"), SmallSongs.band(1));

        StemDataset set = open("train", SLAKH);

        assertThat(DatasetLayout.recognise(root)).isEqualTo(DatasetLayout.SLAKH);
        StemSong song = set.songs().getFirst();
        assertSame(song, 0, SmallSongs.stems(1).get("vocals"), 777);
        assertSame(song, 3, SmallSongs.stems(1).get("other"), 0);
    }

    @Test
    void takesSlakhsContinuedStringsAsStrings() throws IOException {
        List<Rendered> band = new ArrayList<>(SmallSongs.band(1));
        Rendered strings = band.removeLast();
        band.add(new Rendered(strings.id(), "Strings (continued)", strings.samples()));
        SmallSongs.slakh(root.resolve("train/Track00001"), band);

        StemSong song = open("train", List.of("piano", "strings")).songs().getFirst();

        assertSame(song, 1, strings.samples(), 500);
    }

    @Test
    void cutsSlakhsStemsToTheShortest() throws IOException {
        Path track = root.resolve("train/Track00001");
        SmallSongs.slakh(track, SmallSongs.band(1));
        double[][] whole = SmallSongs.stems(1).get("bass");
        double[][] cut = {Arrays.copyOf(whole[0], 9_000), Arrays.copyOf(whole[1], 9_000)};
        SmallSongs.flac(track.resolve("stems/S05.flac"), cut);

        assertThat(open("train", SLAKH).songs()).extracting(StemSong::frames).containsExactly(9_000L);
    }

    @Test
    void leavesOutSlakhSongsThatLackAClassOfThoseWanted() throws IOException {
        SmallSongs.slakh(root.resolve("train/Track00001"), SmallSongs.band(1));
        SmallSongs.slakh(
                root.resolve("train/Track00002"),
                SmallSongs.band(2).stream()
                        .filter(stem -> !stem.instClass().equals("Guitar"))
                        .toList());

        assertThat(open("train", SLAKH).songs()).extracting(StemSong::name).containsExactly("Track00001");
        assertThat(open("train", SLAKH.subList(0, 3)).songs())
                .extracting(StemSong::name)
                .containsExactly("Track00001", "Track00002");
    }

    @Test
    void readsFoldersOfStemsNamedLikeSourcesWhateverTheirCaseAndNumber() throws IOException {
        Map<String, double[][]> stems = SmallSongs.stems(3);
        SmallSongs.flac(root.resolve("My song/01 Vocals.flac"), stems.get("vocals"));
        SmallSongs.wav(root.resolve("My song/02_DRUMS.wav"), stems.get("drums"), RATE);

        StemDataset set = open("train", List.of("drums", "vocals"));

        assertThat(DatasetLayout.recognise(root)).isEqualTo(DatasetLayout.STEM_FOLDERS);
        assertSame(set.songs().getFirst(), 0, stems.get("drums"), 100);
        assertSame(set.songs().getFirst(), 1, stems.get("vocals"), 100);
    }

    @Test
    void dividesSongsWithoutSplitFoldersByTheirPlaceInTheOrderOfNames() throws IOException {
        for (int i = 0; i < 20; i++) {
            SmallSongs.wav(root.resolve("song%02d/bass.wav".formatted(i)), SmallSongs.tone(80, 0.1), RATE);
        }

        List<String> validation = names(open("validation", List.of("bass")));
        List<String> test = names(open("test", List.of("bass")));
        List<String> train = names(open("train", List.of("bass")));

        assertThat(validation).containsExactly("song08", "song18");
        assertThat(test).containsExactly("song09", "song19");
        assertThat(train).hasSize(16).doesNotContainAnyElementsOf(validation).doesNotContainAnyElementsOf(test);
    }

    @Test
    void halvesTheFiftyOfficialTestSongsAsTheAuthorsDid() throws IOException {
        Files.createDirectories(root.resolve("train"));
        for (int i = 0; i < 50; i++) {
            Files.createDirectories(root.resolve("test/%02d".formatted(i)));
        }
        Splits splits = new Splits(root, DatasetLayout.MUSDB18_HQ);

        List<String> validation =
                splits.songs("validation").stream().map(SongEntry::name).toList();
        List<String> test = splits.songs("test").stream().map(SongEntry::name).toList();

        assertThat(validation).hasSize(25).contains("06", "48", "00", "47").doesNotContain("19", "46");
        assertThat(test)
                .containsExactlyInAnyOrder(
                        "19", "36", "14", "12", "03", "07", "26", "39", "41", "37", "21", "27", "04", "23", "42", "32",
                        "49", "02", "22", "30", "40", "25", "45", "11", "46");
        assertThat(splits.songs("official-test")).hasSize(50);
    }

    @Test
    void knowsTheOfficialValidationSongsByName() throws IOException {
        for (String song : List.of("Meaxic - Take A Step", "Leaf - Summerghost", "Somebody - Else")) {
            Files.createDirectories(root.resolve("train").resolve(song));
        }
        Splits splits = new Splits(root, DatasetLayout.MUSDB18_HQ);

        assertThat(splits.songs("official-validation"))
                .extracting(SongEntry::name)
                .containsExactly("Leaf - Summerghost", "Meaxic - Take A Step");
        assertThat(splits.songs("official-train")).extracting(SongEntry::name).containsExactly("Somebody - Else");
    }

    @Test
    void aValidationFolderIsTakenAsItIs() throws IOException {
        for (String song : List.of("train/A", "validation/B", "test/C")) {
            SmallSongs.hq(root.resolve(song), SmallSongs.stems(1));
        }

        assertThat(names(open("validation", MUSDB))).containsExactly("B");
        assertThat(names(open("test", MUSDB))).containsExactly("C");

        Files.move(root.resolve("validation"), root.resolve("valid"));

        assertThat(names(open("validation", MUSDB))).containsExactly("B");
        assertThat(names(open("test", MUSDB))).containsExactly("C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8 bits", "64 bits", "RF64", "a pipe"})
    void whatTheCheckReadsIsReadHereToo(String form) throws IOException {
        Path song = root.resolve("train/A");
        double[][] vocals = SmallSongs.stems(1).get("vocals");
        SmallSongs.hq(song, SmallSongs.stems(1));
        Path file = song.resolve("vocals.wav");
        switch (form) {
            case "8 bits" -> SmallSongs.wav(file, vocals, AudioEncoding.WAV_8);
            case "64 bits" -> SmallSongs.wav(file, vocals, AudioEncoding.WAV_64_FLOAT);
            case "RF64" -> Files.write(file, rf64(Files.readAllBytes(file)));
            default -> Files.write(file, piped(Files.readAllBytes(file)));
        }

        float[][] read = open("train", MUSDB).songs().getFirst().read(0, 4321, 1500);

        for (int i = 0; i < 1500; i++) {
            assertThat((double) read[1][i])
                    .isCloseTo(vocals[1][4321 + i], Offset.offset(form.equals("8 bits") ? 0.02 : 0));
        }
    }

    /** The same with its sizes in 64 bits. */
    private static byte[] rf64(byte[] wav) {
        ByteBuffer riff = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        int data = dataAt(riff);
        return ByteBuffer.allocate(wav.length + 36)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RF64".getBytes(StandardCharsets.US_ASCII))
                .putInt(-1)
                .put("WAVEds64".getBytes(StandardCharsets.US_ASCII))
                .putInt(28)
                .putLong(wav.length + 36 - 8)
                .putLong(riff.getInt(data + 4))
                .putLong(FRAMES)
                .putInt(0)
                .put(wav, 12, data + 4 - 12)
                .putInt(-1)
                .put(wav, data + 8, wav.length - data - 8)
                .array();
    }

    /** The same with the sizes that are written where none is known. */
    private static byte[] piped(byte[] wav) {
        ByteBuffer riff = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        riff.putInt(4, -1).putInt(dataAt(riff) + 4, -1);
        return wav;
    }

    private static int dataAt(ByteBuffer riff) {
        int at = 12;
        while (riff.getInt(at) != 0x61746164) {
            at += 8 + riff.getInt(at + 4);
        }
        return at;
    }

    @Test
    void tellsWhichStemIsMissingOrUnlikeTheOthers() throws IOException {
        SmallSongs.hq(root.resolve("train/A"), SmallSongs.stems(1));
        Files.delete(root.resolve("train/A/bass.wav"));
        assertThatThrownBy(() -> open("train", MUSDB)).hasMessageContaining("lacks the stem bass");

        SmallSongs.wav(root.resolve("train/A/bass.wav"), SmallSongs.cut(SmallSongs.tone(80, 0.2), 900), RATE);
        assertThatThrownBy(() -> open("train", MUSDB))
                .hasMessageContaining("bass.wav has 900 frames")
                .hasMessageContaining("16000");
    }

    @Test
    void theAccompanimentIsAllThatIsNoOtherSource() throws IOException {
        Map<String, double[][]> stems = SmallSongs.stems(2);
        SmallSongs.hq(root.resolve("train/A - One"), stems);

        StemSong song =
                open("train", List.of("vocals", "accompaniment")).songs().getFirst();
        StemSong parts = open("train", List.of("drums+bass", "other")).songs().getFirst();

        float[] rest = song.readMono(1, 1_000, 100);
        float[] rhythm = parts.readMono(0, 1_000, 100);
        float[] other = parts.readMono(1, 1_000, 100);
        for (int i = 0; i < rest.length; i++) {
            assertThat(rest[i]).isCloseTo(rhythm[i] + other[i], Offset.offset(1e-6f));
        }
    }

    @Test
    void aSumOfStemsOfWhichOneIsMissingIsNamedWithWhatThereIs() throws IOException {
        SmallSongs.hq(root.resolve("train/A - One"), SmallSongs.stems(1));

        assertThatThrownBy(() -> open("train", List.of("vocals", "drums+piano")))
                .hasMessageContaining("lacks the stem drums+piano")
                .hasMessageContaining("drums");
    }

    @Test
    void songsAtAHigherRateAreResampledOnceAndThoseAtALowerOneRefused() throws IOException {
        int low = 8_000;
        Tones.write(root.resolve("train/song/bass.wav"), 2 * low, 2, 200);
        Tones.write(root.resolve("train/song/other.wav"), 2 * low, 2, 900);

        StemDataset set =
                StemDataset.open(root, DatasetLayout.recognise(root), "train", List.of("bass", "other"), low, cache);

        StemSong song = set.songs().getFirst();
        assertThat(song.frames()).isEqualTo(2L * low);
        assertThat(song.sampleRateHz()).isEqualTo(low);
        assertThat(cacheFolder.toFile().list()).hasSize(2);
        float[] bass = song.readMono(0, 4_000, 100);
        for (int i = 0; i < bass.length; i++) {
            double expected = 0.3 * Math.sin(2 * Math.PI * 200 * (4_000 + i) / low);
            assertThat((double) bass[i]).isCloseTo(expected, Offset.offset(1e-3));
        }
        assertThatThrownBy(() -> StemDataset.open(
                        root, DatasetLayout.recognise(root), "train", List.of("bass", "other"), 3 * low, cache))
                .hasMessageContaining("16000 Hz")
                .hasMessageContaining("less than");
    }

    @Test
    void tellsWhatALayoutLooksLikeWhereNoneIsRecognised() {
        assertThatThrownBy(() -> DatasetLayout.recognise(root))
                .hasMessageContaining("train/<song>.stem.mp4")
                .hasMessageContaining("<song>/<source>.wav");
    }

    @Test
    void aPathThatIsNotThereIsSaidNotToExistWhateverTheLayout() {
        Path gone = root.resolve("gone");

        assertThatThrownBy(() -> DatasetLayout.recognise(gone)).hasMessageContaining("gone does not exist");
        assertThatThrownBy(() -> new Splits(gone, DatasetLayout.SLAKH).songs("train"))
                .hasMessageContaining("gone does not exist");
    }

    @Test
    void aSplitThatIsMissingIsNamedWithThoseThatAreThere() throws IOException {
        SmallSongs.hq(root.resolve("train/A"), SmallSongs.stems(1));
        SmallSongs.hq(root.resolve("valid/B"), SmallSongs.stems(2));

        assertThatThrownBy(() -> open("test", MUSDB))
                .hasMessageContaining("there is no split 'test' of " + root)
                .hasMessageContaining("it has [train, valid]");
    }

    @Test
    void anEmptySplitOfSongsDividedByTheirPlaceIsExplained() throws IOException {
        SmallSongs.hq(root.resolve("A"), SmallSongs.stems(1));

        assertThatThrownBy(() -> open("validation", MUSDB))
                .hasMessageContaining("no songs in the split 'validation'")
                .hasMessageContaining("of ten the ninth is for validation");
    }

    private static List<String> names(StemDataset set) {
        List<String> names = new ArrayList<>();
        set.songs().forEach(song -> names.add(song.name()));
        return names;
    }

    private static void assertSame(StemSong song, int source, double[][] expected, int start) throws IOException {
        float[][] read = song.read(source, start, 1500);
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < 1500; i++) {
                assertThat((double) read[c][i]).isEqualTo(expected[c][start + i]);
            }
        }
    }

    private static double snrDb(double[][] expected, float[][] read, int start) {
        double signal = 0;
        double error = 1e-20;
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < read[c].length; i++) {
                signal += Math.pow(expected[c][start + i], 2);
                error += Math.pow(expected[c][start + i] - read[c][i], 2);
            }
        }
        return 10 * Math.log10(signal / error);
    }
}
