package dev.fader.trainer.data;

import static dev.fader.trainer.data.SmallSongs.RATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.audio.StemMp4;
import dev.fader.trainer.cli.Printed;
import dev.fader.trainer.data.SmallSongs.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckDataCommandTest {

    @TempDir
    Path root;

    private int exit;
    private JsonNode report = new ObjectMapper().createObjectNode();

    /** Each finding as "kind file-or-folder". */
    private List<String> check(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("check-data", root.toString(), "--json"));
        args.addAll(Arrays.asList(more));
        Printed printed = Printed.by(args.toArray(String[]::new));
        exit = printed.exitCode();
        report = new ObjectMapper().readTree(printed.text());
        List<String> found = new ArrayList<>();
        for (JsonNode finding : report.path("findings")) {
            Path place = Path.of(finding.path("place").asText());
            found.add(finding.path("kind").asText() + " " + place.getFileName());
        }
        return found;
    }

    private String message(int finding) {
        return report.path("findings").path(finding).path("message").asText();
    }

    private Path aSong(String name, int number) throws IOException {
        Path song = root.resolve(name);
        SmallSongs.hq(song, SmallSongs.stems(number));
        return song;
    }

    @Test
    void aWholeSetPassesAndIsSummedUpBySplit() throws IOException {
        aSong("train/A", 1);
        aSong("train/B", 2);
        Map<String, double[][]> half = new LinkedHashMap<>(SmallSongs.stems(3));
        for (double[] channel : half.get("vocals")) {
            Arrays.fill(channel, 0, RATE, 0);
        }
        SmallSongs.hq(root.resolve("test/C"), half);

        assertThat(check()).isEmpty();

        assertThat(exit).isZero();
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("layout").asText()).isEqualTo("musdb18-hq");
        JsonNode train = report.path("splits").path(0);
        assertThat(train.path("songs").asInt()).isEqualTo(2);
        assertThat(train.path("complete_songs").asInt()).isEqualTo(2);
        assertThat(train.path("hours").asDouble()).isCloseTo(4 / 3600.0, Offset.offset(1e-6));
        assertThat(report.path("splits").path(1).path("activity").path("vocals").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void aSetWithoutSongsIsNoGoodSet() throws IOException {
        Files.createDirectories(root.resolve("train"));

        check("--layout", "slakh");

        assertThat(exit).isNotZero();
    }

    @Test
    void namesAMissingStem() throws IOException {
        Files.delete(aSong("train/A", 1).resolve("drums.wav"));

        assertThat(check()).containsExactly("missing A");
        assertThat(message(0)).contains("'drums'");
        assertThat(exit).isEqualTo(ExitCode.NOT_AS_IT_SHOULD_BE);
    }

    @Test
    void namesASongWithoutSound() throws IOException {
        Map<String, double[][]> nothing = new LinkedHashMap<>();
        SmallSongs.MUSDB.forEach(source -> nothing.put(source, SmallSongs.silence()));
        SmallSongs.hq(root.resolve("train/A"), nothing);

        assertThat(check()).containsExactly("soundless A");
        assertThat(exit).isEqualTo(ExitCode.NOT_AS_IT_SHOULD_BE);
    }

    @Test
    void remarksOnAMonoStemAndHearsItInBothChannelsOfTheMixture() throws IOException {
        Map<String, double[][]> stems = new LinkedHashMap<>(SmallSongs.stems(1));
        double[] bass = stems.get("bass")[0];
        stems.put("bass", new double[][] {bass, bass});
        Path song = root.resolve("train/A");
        SmallSongs.hq(song, stems);
        SmallSongs.wav(song.resolve("bass.wav"), new double[][] {bass}, RATE);

        assertThat(check()).containsExactly("channels bass.wav");
        assertThat(exit).isZero();
    }

    @Test
    void comparesAMonoMixtureWithTheMeanOfTheChannels() throws IOException {
        Path song = aSong("train/A", 1);
        double[][] mixture = SmallSongs.sum(SmallSongs.stems(1).values());
        double[] mono = new double[mixture[0].length];
        Arrays.setAll(mono, i -> (mixture[0][i] + mixture[1][i]) / 2);
        SmallSongs.wav(song.resolve("mixture.wav"), new double[][] {mono}, RATE);

        assertThat(check()).allMatch(finding -> finding.startsWith("channels ")).hasSize(4);
        assertThat(exit).isZero();

        SmallSongs.wav(song.resolve("mixture.wav"), new double[][] {mixture[0]}, RATE);

        assertThat(check()).contains("not-the-sum A");
    }

    @Test
    void namesSongsOfOneMidiFileInTwoSplits() throws IOException {
        Path learnt = root.resolve("train/Track00001");
        Path measured = root.resolve("test/Track00002");
        SmallSongs.slakh(learnt, SmallSongs.band(1));
        SmallSongs.slakh(measured, SmallSongs.band(2));
        String score = Files.readAllLines(learnt.resolve("metadata.yaml")).getFirst();
        List<String> metadata = Files.readAllLines(measured.resolve("metadata.yaml"));
        metadata.set(0, score);
        Files.write(measured.resolve("metadata.yaml"), metadata);

        assertThat(check()).containsExactly("same-score Track00002");
        assertThat(message(0)).contains(score.substring("UUID: ".length()), "'Track00001' of the split train");
        assertThat(exit).isEqualTo(ExitCode.NOT_AS_IT_SHOULD_BE);
    }

    @Test
    void namesAMissingMixture() throws IOException {
        Files.delete(aSong("train/A", 1).resolve("mixture.wav"));
        aSong("train/B", 2);

        assertThat(check()).containsExactly("missing A");
        assertThat(message(0)).contains("mixture");
    }

    @Test
    void namesAStemUnderAWrongName() throws IOException {
        Path song = aSong("train/A", 1);
        Files.move(song.resolve("vocals.wav"), song.resolve("vokals.wav"));

        assertThat(check()).containsExactlyInAnyOrder("mislabelled A", "missing A");
        assertThat(message(0)).contains("vokals.wav");
    }

    @Test
    void namesAShortStem() throws IOException {
        Path song = aSong("train/A", 1);
        SmallSongs.wav(
                song.resolve("bass.wav"), SmallSongs.cut(SmallSongs.stems(1).get("bass"), 12_000), RATE);

        assertThat(check()).containsExactly("short bass.wav");
    }

    @Test
    void namesASongShorterThanASegment() throws IOException {
        aSong("train/A", 1);

        assertThat(check("--min-seconds", "3")).containsExactly("short A");
    }

    @Test
    void remarksOnASilentStem() throws IOException {
        Map<String, double[][]> stems = new LinkedHashMap<>(SmallSongs.stems(1));
        stems.put("other", SmallSongs.silence());
        SmallSongs.hq(root.resolve("train/A"), stems);

        assertThat(check()).containsExactly("silent other.wav");
        assertThat(exit).isZero();
        JsonNode finding = report.path("findings").path(0);
        assertThat(finding.path("split").asText()).isEqualTo("train");
        assertThat(finding.path("song").asText()).isEqualTo("A");
        assertThat(finding.path("stem").asText()).isEqualTo("other");
    }

    private void aSongWithOffset(double offset) throws IOException {
        Map<String, double[][]> stems = new LinkedHashMap<>(SmallSongs.stems(1));
        for (double[] channel : stems.get("other")) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] += offset;
            }
        }
        SmallSongs.hq(root.resolve("train/A"), stems);
    }

    @Test
    void namesAStemWithAConstantOffset() throws IOException {
        aSongWithOffset(0.125);

        assertThat(check()).contains("offset other.wav");
        assertThat(message(0)).contains("% of the energy of").contains("below 20 Hz");
        assertThat(exit).isEqualTo(ExitCode.NOT_AS_IT_SHOULD_BE);
    }

    @Test
    void remarksOnALittleRumbleAndPassesTheSong() throws IOException {
        aSongWithOffset(0.015);

        assertThat(check()).containsExactly("rumble other.wav");
        assertThat(message(0)).contains("5.6 % of").contains("other lies below 20 Hz");
        assertThat(exit).isZero();
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("splits").path(0).path("complete_songs").asInt()).isEqualTo(1);
    }

    @Test
    void namesAStemOfAnotherRateOrOtherChannels() throws IOException {
        Path song = aSong("train/A", 1);
        SmallSongs.wav(song.resolve("bass.wav"), SmallSongs.stems(1).get("bass"), RATE * 2);
        Path other = aSong("train/B", 2);
        SmallSongs.wav(
                other.resolve("drums.wav"), new double[][] {SmallSongs.stems(2).get("drums")[0]}, RATE);

        assertThat(check()).contains("differently-sampled bass.wav", "channels drums.wav");
    }

    @Test
    void namesEachStemThatHasNotTheRateAskedFor() throws IOException {
        aSong("train/A", 1);

        assertThat(check("--rate", "44100")).hasSize(5).allMatch(finding -> finding.startsWith("differently-sampled"));
        assertThat(check("--rate", "8000")).isEmpty();
    }

    @Test
    void namesASongWhoseStemsDoNotSumToTheMixture() throws IOException {
        Path song = aSong("train/A", 1);
        SmallSongs.wav(song.resolve("vocals.wav"), SmallSongs.tone(950, 0.15), RATE);

        assertThat(check()).containsExactly("not-the-sum A");
        assertThat(check("--tolerance", "-200")).containsExactly("not-the-sum A");
        assertThat(check("--tolerance", "0")).isEmpty();
    }

    @Test
    void namesTheStemThatIsTheMixture() throws IOException {
        Path song = aSong("train/A", 1);
        Files.move(song.resolve("mixture.wav"), song.resolve("aside"));
        Files.move(song.resolve("other.wav"), song.resolve("mixture.wav"));
        Files.move(song.resolve("aside"), song.resolve("other.wav"));

        assertThat(check()).containsExactly("mislabelled other.wav");
    }

    @Test
    void namesAStemThatIsThereTwiceUnderTwoNames() throws IOException {
        Path song = aSong("train/A", 1);
        Files.copy(song.resolve("bass.wav"), song.resolve("drums.wav"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(check()).containsExactly("mislabelled drums.wav");
    }

    @Test
    void suspectsABassThatIsBrighterThanTheDrums() throws IOException {
        Map<String, double[][]> stems = SmallSongs.stems(1);
        double[][] bass = stems.get("bass");
        stems.put("bass", stems.get("drums"));
        stems.put("drums", bass);
        SmallSongs.hq(root.resolve("train/A"), stems);

        assertThat(check()).containsExactly("mislabelled bass.wav");
    }

    @Test
    void namesCutAndUnreadableFiles() throws IOException {
        Path cut = aSong("train/A", 1).resolve("bass.wav");
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(aSong("train/B", 2).resolve("drums.wav"), "not found");

        assertThat(check()).containsExactlyInAnyOrder("unreadable bass.wav", "unreadable drums.wav");
    }

    @Test
    void namesASongThatIsInTwoSplits() throws IOException {
        aSong("train/A", 1);
        aSong("train/B", 2);
        aSong("test/Another name", 1);

        assertThat(check()).containsExactly("duplicate Another name");
        assertThat(message(0)).contains("'A'").contains("train");
    }

    @Test
    void passesMusdb18AndNamesItsFaults() throws IOException {
        SmallSongs.musdb18(root.resolve("train/A.stem.mp4"), SmallSongs.stems(1));
        assertThat(check()).isEmpty();
        assertThat(report.path("layout").asText()).isEqualTo("musdb18");

        Map<String, double[][]> swapped = SmallSongs.stems(2);
        double[][] bass = swapped.get("bass");
        swapped.put("bass", swapped.get("drums"));
        swapped.put("drums", bass);
        SmallSongs.musdb18(root.resolve("train/B.stem.mp4"), swapped);
        Path cut = root.resolve("train/C.stem.mp4");
        SmallSongs.musdb18(cut, SmallSongs.stems(3));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length * 3 / 4));

        assertThat(check().stream()
                        .map(finding -> finding.replaceFirst("(unreadable .*mp4).*", "$1"))
                        .distinct())
                .containsExactlyInAnyOrder("mislabelled B.stem.mp4 (stream 3)", "unreadable C.stem.mp4");
    }

    @Test
    void namesTheStreamsThatAMusdb18FileLacks() throws IOException {
        Path file = root.resolve("train/A.stem.mp4");
        Files.createDirectories(file.getParent());
        StemMp4.write(file, RATE, List.of(SmallSongs.tone(300, 0.1), SmallSongs.tone(500, 0.1)));

        assertThat(check()).hasSize(3).allMatch(finding -> finding.startsWith("unreadable A.stem.mp4"));
        assertThat(message(0)).contains("2 audio streams");
    }

    @Test
    void passesSlakhWithFurtherStemsAndWithoutAClass() throws IOException {
        SmallSongs.slakh(root.resolve("train/Track00001"), SmallSongs.band(1));
        SmallSongs.slakh(
                root.resolve("train/Track00002"),
                SmallSongs.band(2).stream()
                        .filter(stem -> !stem.instClass().equals("Strings"))
                        .toList());

        assertThat(check()).isEmpty();
        assertThat(report.path("splits").path(0).path("songs").asInt()).isEqualTo(2);
        assertThat(report.path("splits").path(0).path("complete_songs").asInt()).isEqualTo(1);
    }

    @Test
    void namesWhatSlakhsMetadataAndFilesDoNotAgreeOn() throws IOException {
        Path gone = root.resolve("train/Track00001");
        SmallSongs.slakh(gone, SmallSongs.band(1));
        Files.delete(gone.resolve("stems/S05.flac"));
        Path wrong = root.resolve("train/Track00002");
        SmallSongs.slakh(wrong, SmallSongs.band(2));
        Path metadata = wrong.resolve("metadata.yaml");
        Files.writeString(metadata, Files.readString(metadata).replace("inst_class: Drums", "inst_class: Bass"));
        Path without = root.resolve("train/Track00003");
        SmallSongs.slakh(without, SmallSongs.band(3));
        Files.delete(without.resolve("metadata.yaml"));

        assertThat(check())
                .contains("missing Track00001", "mislabelled Track00002", "missing Track00003")
                .noneMatch(finding -> finding.startsWith("not-the-sum"));
    }

    @Test
    void namesAStemOfSlakhThatIsShorterThanTheOthers() throws IOException {
        Path track = root.resolve("train/Track00001");
        SmallSongs.slakh(track, SmallSongs.band(1));
        SmallSongs.flac(track.resolve("stems/S05.flac"), new double[2][SmallSongs.FRAMES / 2]);

        assertThat(check()).anyMatch(finding -> finding.startsWith("short S05.flac"));
    }

    @Test
    void countsTheFirstSourcesOfTheLayoutsOrder() throws IOException {
        SmallSongs.slakh(
                root.resolve("train/Track00001"),
                List.of(
                        new Rendered("S00", "Piano", SmallSongs.tone(300, 0.1)),
                        new Rendered("S01", "Drums", SmallSongs.stems(1).get("drums"))));

        check("--sources", "2");

        assertThat(report.path("sources").toString()).isEqualTo("[\"piano\",\"drums\"]");
        assertThat(report.path("splits").path(0).path("complete_songs").asInt()).isEqualTo(1);
    }

    @Test
    void foldersOfStemsShouldAllHaveTheSameNames() throws IOException {
        SmallSongs.wav(root.resolve("A/lead.wav"), SmallSongs.tone(300, 0.1), RATE);
        SmallSongs.wav(root.resolve("A/beat.wav"), SmallSongs.stems(1).get("drums"), RATE);
        SmallSongs.wav(root.resolve("B/lead.wav"), SmallSongs.tone(400, 0.1), RATE);

        assertThat(check()).containsExactly("missing B");
        assertThat(report.path("splits").path(0).path("split").asText()).isEqualTo("all");
    }
}
