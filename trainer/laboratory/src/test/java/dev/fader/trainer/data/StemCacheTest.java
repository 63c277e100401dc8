package dev.fader.trainer.data;

import static dev.fader.trainer.data.SmallSongs.FRAMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StemCacheTest {

    private static final long STEM_BYTES = FRAMES * 4L;

    @TempDir
    Path folder;

    @TempDir
    Path music;

    private StemPlace flac(String name, double hertz) throws IOException {
        Path file = music.resolve(name + ".flac");
        SmallSongs.flac(file, SmallSongs.tone(hertz, 0.2));
        return StemPlace.of(file);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void read(StemCache cache, StemPlace place) throws IOException {
        try (WavFile wav = cache.open(place, StemCache.OWN_RATE)) {
            assertThat(wav.frames()).isEqualTo(FRAMES);
            assertThat(wav.encoding()).isEqualTo(WavFile.Encoding.PCM_16);
        }
    }

    @Test
    void aStemIsDecodedOnce() throws IOException {
        StemPlace place = flac("a", 300);
        read(new StemCache(folder, 1 << 30), place);
        Path file = kept().getFirst();
        byte[] marked = Files.readAllBytes(file);
        marked[marked.length - 1] ^= 1;
        Files.write(file, marked);

        read(new StemCache(folder, 1 << 30), place);

        assertThat(kept()).containsExactly(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(marked);
    }

    @Test
    void aChangedStemIsDecodedAgain() throws IOException {
        StemCache cache = new StemCache(folder, 1 << 30);
        StemPlace place = flac("a", 300);
        read(cache, place);
        SmallSongs.flac(place.file(), SmallSongs.tone(500, 0.1));
        Files.setLastModifiedTime(place.file(), FileTime.fromMillis(1_000_000));

        float[][] read = new float[2][FRAMES];
        try (WavFile wav = cache.open(place, StemCache.OWN_RATE)) {
            wav.read(0, read, 0, FRAMES);
        }

        assertThat((double) read[0][1000]).isEqualTo(SmallSongs.tone(500, 0.1)[0][1000]);
    }

    @Test
    void whatWasUsedLongestAgoGoesWhenTheBoundIsPassed() throws IOException {
        StemCache cache = new StemCache(folder, 2 * STEM_BYTES + 1000);
        StemPlace old = flac("old", 200);
        StemPlace older = flac("older", 250);
        read(cache, old);
        Path oldFile = kept().getFirst();
        read(cache, older);
        Path olderFile =
                kept().stream().filter(file -> !file.equals(oldFile)).findAny().orElseThrow();
        Files.setLastModifiedTime(oldFile, FileTime.fromMillis(2_000_000));
        Files.setLastModifiedTime(olderFile, FileTime.fromMillis(1_000_000));

        read(cache, flac("new", 300));

        assertThat(kept()).hasSize(2).contains(oldFile).doesNotContain(olderFile);
    }

    @Test
    void aCutFileInTheCacheIsDecodedAgain() throws IOException {
        StemCache cache = new StemCache(folder, 1 << 30);
        StemPlace place = flac("a", 300);
        read(cache, place);
        Path file = kept().getFirst();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        read(cache, place);

        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void aDamagedStemLeavesNothingBehind() throws IOException {
        StemPlace place = flac("a", 300);
        byte[] bytes = Files.readAllBytes(place.file());
        Files.write(place.file(), Arrays.copyOf(bytes, bytes.length * 2 / 3));

        assertThatThrownBy(() -> new StemCache(folder, 1 << 30).open(place, StemCache.OWN_RATE))
                .isInstanceOf(IOException.class);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void openingASplitDecodesItsStemsSoThatDamageIsFoundBeforeTraining() throws IOException {
        SmallSongs.slakh(music.resolve("train/Track00001"), SmallSongs.band(1));
        StemCache cache = new StemCache(folder, 1 << 30);
        List<String> sources = List.of("piano", "bass");
        StemDataset.open(music, DatasetLayout.SLAKH, "train", sources, SmallSongs.RATE, cache);
        assertThat(kept()).hasSize(2);

        Path bass = music.resolve("train/Track00001/stems/S05.flac");
        byte[] bytes = Files.readAllBytes(bass);
        Files.write(bass, Arrays.copyOf(bytes, bytes.length * 2 / 3));

        assertThatThrownBy(() -> StemDataset.open(music, DatasetLayout.SLAKH, "train", sources, SmallSongs.RATE, cache))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("S05.flac");
    }

    @Test
    void aDataSetThatCannotBeKeptIsRefusedWithWhatToDo() throws IOException {
        SmallSongs.slakh(music.resolve("train/Track00001"), SmallSongs.band(1));

        assertThatThrownBy(() -> StemDataset.open(
                        music,
                        DatasetLayout.SLAKH,
                        "train",
                        List.of("piano", "bass"),
                        SmallSongs.RATE,
                        new StemCache(folder, 2 * STEM_BYTES - 1)))
                .hasMessageContaining("FADER_STEM_CACHE_GB");
    }
}
