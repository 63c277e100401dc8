package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.songs.sound.FontNotes;
import dev.fader.trainer.songs.sound.MadeSounds;
import dev.fader.trainer.songs.sound.PackagedSound;
import dev.fader.trainer.songs.sound.PackagedSound.Font;
import dev.fader.trainer.songs.sound.PackagedSound.Kit;
import dev.fader.trainer.songs.sound.SoundSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class SoundLibraryTest {

    private static final List<PackagedSound> CATALOGUE = List.of(
            new Font("known font", "known-fonts", "known.sf2", SoundSet.KNOWN, "MIT", FontNotes.NONE),
            new Kit("known kit", "known-kits", "known-kit", SoundSet.KNOWN, "CC0"),
            new Font("held font", "held-fonts", "held.sf2", SoundSet.HELD_OUT, "GPL", FontNotes.NONE),
            new Kit("held kit", "held-kits", "held-kit", SoundSet.HELD_OUT, "GPL"));

    @TempDir
    Path root;

    private void font(String file, short[] frames) throws IOException {
        MadeSounds.writeFont(root.resolve(file), frames);
    }

    private void kit(String folder, short[] frames) throws IOException {
        MadeSounds.writeKit(
                root.resolve(folder), MadeSounds.instrument(0, "Kick", "kick.wav"), Map.of("kick.wav", frames));
    }

    private void everything() throws IOException {
        font("known.sf2", MadeSounds.noise(1, 20_000));
        kit("known-kit", MadeSounds.noise(2, 20_000));
        font("held.sf2", MadeSounds.noise(3, 20_000));
        kit("held-kit", MadeSounds.noise(4, 20_000));
    }

    private SoundLibrary library() throws IOException {
        return SoundLibrary.of(root, CATALOGUE);
    }

    @Test
    void theTwoSetsHaveTheSoundsOfTheirPackages() throws IOException {
        everything();

        SoundLibrary library = library();

        assertThat(library.set(SoundSet.KNOWN).names()).containsExactly("shipped", "known font", "made");
        assertThat(library.set(SoundSet.HELD_OUT).names()).containsExactly("held font", "made");
        assertThat(library.shared()).isEmpty();
    }

    @Test
    void theShippedSelectionIsThereWithoutAnyPackage() throws IOException {
        assertThat(library().set(SoundSet.KNOWN).names()).containsExactly("shipped");
        assertThat(SoundLibrary.shipped().set(SoundSet.KNOWN).names()).containsExactly("shipped");
    }

    @Test
    void heldOutSoundsThatAreNotWholeAreRefusedWithTheirPackagesAndHowToGetThem() throws IOException {
        font("held.sf2", MadeSounds.noise(3, 20_000));
        SoundLibrary library = library();

        assertThatThrownBy(() -> library.set(SoundSet.HELD_OUT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("apt-get install held-kits")
                .hasMessageContaining("dpkg -x")
                .hasMessageContaining("--library");
    }

    @Test
    void aRecordingInBothSetsIsFoundThoughItWasCutAndHasSilenceBefore() throws IOException {
        everything();
        short[] known = MadeSounds.noise(1, 20_000);
        short[] copy = new short[15_000];
        System.arraycopy(known, 0, copy, 500, 14_500);
        kit("held-kit-2", copy);
        Files.delete(root.resolve("held-kit/kick.wav"));
        Files.move(root.resolve("held-kit-2/kick.wav"), root.resolve("held-kit/kick.wav"));
        SoundLibrary library = library();

        assertThat(library.shared())
                .containsExactly("held kit (held out) and known font (known) have 1 recordings in common");
        assertThatThrownBy(() -> library.set(SoundSet.KNOWN)).hasMessageContaining("not unheard");
        assertThatThrownBy(() -> library.set(SoundSet.HELD_OUT)).hasMessageContaining("not unheard");
    }

    @Test
    void aFontInBothSetsIsFound() throws IOException {
        everything();
        font("held.sf2", MadeSounds.noise(1, 20_000));

        assertThat(library().shared()).hasSize(1);
    }

    /** Where the packages are: {@code FADER_SOUNDS=/} or the folder into which they were unpacked. */
    @Test
    @EnabledIfEnvironmentVariable(named = "FADER_SOUNDS", matches = ".+")
    void theRealSetsAreDisjoint() throws IOException {
        SoundLibrary library = SoundLibrary.in(Path.of(System.getenv("FADER_SOUNDS")));

        assertThat(library.missing(SoundSet.HELD_OUT)).isEmpty();
        assertThat(library.shared()).isEmpty();
    }

    @Test
    void theSameChanceGivesTheSameOrchestraAndSamples() throws IOException {
        everything();
        List<Part> parts = List.of(
                new Part(0, false, 30, 100, List.of(new Note(0, 0.5, 69, 100), new Note(0.5, 0.4, 64, 90))),
                new Part(0, true, 64, 100, List.of(new Note(0, 0.1, 36, 100))));
        Sounds sounds = library().set(SoundSet.KNOWN);

        Orchestra first = sounds.draw(new Chance(5));
        Orchestra second = library().set(SoundSet.KNOWN).draw(new Chance(5));
        float[][] once = first.play("other", parts, new Chance(6), 44_100);
        float[][] twice = second.play("other", parts, new Chance(6), 44_100);

        assertThat(once).isDeepEqualTo(twice);
        assertThat(first.used()).isEqualTo(second.used());
        assertThat(first.used().get("other")).hasSize(2);
    }

    private SongSet songs(Sounds sounds) {
        return new SongSet(
                root, new SongSet.Order(SongSplit.train, SongLayout.MUSDB18_HQ, 7, 4, Edition.THIRD), sounds);
    }

    @Test
    void aSongOfOtherSoundsIsNotTakenForTheSame() throws IOException {
        Sounds shipped = SoundLibrary.shipped().set(SoundSet.KNOWN);
        songs(shipped).make(0);
        everything();

        assertThat(songs(shipped).has(0)).isTrue();
        assertThatThrownBy(() -> songs(library().set(SoundSet.HELD_OUT)).has(0))
                .hasMessageContaining("its sounds are \"known\", not \"held-out\"");
        assertThatThrownBy(() -> songs(library().set(SoundSet.KNOWN)).has(0))
                .hasMessageContaining("sounds_hash")
                .hasMessageContaining("other packages");
    }

    @Test
    void aStemThatIsSilentIsRefusedWithItsSongAndWhatPlayedIt() throws IOException {
        everything();
        font("held.sf2", new short[20_000]);
        SongSet songs = songs(library().set(SoundSet.HELD_OUT));

        assertThatThrownBy(() -> songs.make(0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("song 0 of seed 7")
                .hasMessageContaining("silent from beginning to end")
                .hasMessageContaining("held font");
        assertThat(root.resolve("Synthetic 7 - 00000")).doesNotExist();
    }

    @Test
    void songsDrawDifferentKitsAndFonts() throws IOException {
        everything();
        Sounds sounds = library().set(SoundSet.KNOWN);
        List<Part> parts = List.of(
                new Part(0, false, 64, 100, List.of(new Note(0, 0.1, 69, 100))),
                new Part(0, true, 64, 100, List.of(new Note(0, 0.1, 36, 100))));

        List<String> used = new java.util.ArrayList<>();
        for (int song = 0; song < 24; song++) {
            Orchestra orchestra = sounds.draw(Chance.ofSong(1, song));
            orchestra.play("other", parts, Chance.ofSong(2, song), 4410);
            used.addAll(orchestra.used().get("other"));
        }

        assertThat(used).contains("shipped 0", "known font 0", "made", "known font kit 0");
    }

    @Test
    void aProgramThatNoFontHasIsPlayedByTheNearestOfItsFamily() throws IOException {
        Orchestra orchestra = SoundLibrary.shipped().set(SoundSet.KNOWN).draw(new Chance(1));

        orchestra.play("other", List.of(new Part(31, false, 64, 100, List.of())), new Chance(2), 4410);

        assertThat(orchestra.used().get("other")).containsExactly("shipped 30");
    }

    @Test
    void twoFontsPlayTheSameProgramAtOnceWithoutTakingEachOthersPlace() throws IOException {
        font("known.sf2", MadeSounds.tone(0, 44_100));
        SoundLibrary library = library();
        Sounds sounds = library.set(SoundSet.KNOWN);
        Part part = new Part(0, false, 64, 100, List.of(new Note(0, 0.3, 69, 100)));
        float[][] together = new float[2][13_230];
        float[][] apart = new float[2][13_230];
        Synthesizer.PlayedPart[] players = sounds.fonts().stream()
                .map(font -> new Synthesizer.PlayedPart(part, font.melodic(0)))
                .toArray(Synthesizer.PlayedPart[]::new);

        together = Synthesizer.play(List.of(players), Song.SAMPLE_RATE_HZ, 13_230);
        for (Synthesizer.PlayedPart player : players) {
            float[][] alone = Synthesizer.play(List.of(player), Song.SAMPLE_RATE_HZ, 13_230);
            for (int i = 0; i < 13_230; i++) {
                apart[0][i] += alone[0][i];
            }
        }

        double difference = 0;
        for (int i = 0; i < 13_230; i++) {
            difference = Math.max(difference, Math.abs(together[0][i] - apart[0][i]));
        }
        assertThat(players).hasSize(2);
        assertThat(difference).isLessThan(1e-5);
        assertThat(Arrays.equals(together[0], new float[13_230])).isFalse();
    }
}
