package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.songs.Synthesizer.PlayedPart;
import dev.fader.trainer.songs.sound.FontNotes;
import dev.fader.trainer.songs.sound.MadeSounds;
import dev.fader.trainer.songs.sound.RecordedKit;
import dev.fader.trainer.songs.sound.SoundFont;
import dev.fader.trainer.songs.sound.SoundSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Drums are played on drum sets, each of whose bass drum, snare drum and hi-hat sounds. */
class DrumSetsTest {

    private static final int FRAMES = Song.SAMPLE_RATE_HZ / 2;
    /** What a drummer's patterns are made of. */
    private static final List<Integer> KEYS = List.of(36, 38, 42, 46);

    @Test
    void onlyDrumSetsAreKits() {
        List<Integer> set = List.of(35, 40, 44);
        SoundFont font = new SoundFont(
                "made",
                MadeSounds.fontOfKits(
                        List.of("Standard", "Orchestra Kit", "SFX", "Marching Snare", "Metronome", "No hats", "Room"),
                        List.of(set, set, List.of(), set, List.of(), List.of(36, 38), List.of())),
                FontNotes.NONE,
                1);

        assertThat(font.kits()).containsExactly(0, 6);
    }

    @Test
    void everyKitOfTheShippedSelectionSounds() throws IOException {
        SoundFont shipped = SoundLibrary.shipped().set(SoundSet.KNOWN).fonts().getFirst();

        assertThat(shipped.kits()).containsExactly(0, 8, 16, 25, 32);
        assertSounds(shipped);
    }

    /** Where the packages are: {@code FADER_SOUNDS=/} or the folder into which they were unpacked. */
    @Test
    @EnabledIfEnvironmentVariable(named = "FADER_SOUNDS", matches = ".+")
    void everyKitOfTheRealLibrarySounds() throws IOException {
        SoundLibrary library = SoundLibrary.in(Path.of(System.getenv("FADER_SOUNDS")));
        for (SoundSet set : SoundSet.values()) {
            Sounds sounds = library.set(set);
            for (SoundFont font : sounds.fonts()) {
                assertSounds(font);
            }
            for (RecordedKit kit : sounds.kits()) {
                for (int key : KEYS) {
                    float[][] hit = new KitPlayer(kit, sounds.hits(), new Chance(1), Song.SAMPLE_RATE_HZ)
                            .play(List.of(new Note(0, 0.2, key, 100)), FRAMES);
                    assertThat(levelDb(hit)).as("key %d of %s", key, kit.name()).isGreaterThan(-60);
                }
            }
        }
    }

    private static void assertSounds(SoundFont font) {
        for (int kit : font.kits()) {
            for (int key : KEYS) {
                Note note = new Note(0, 0.2, font.drumKey(key), 100);
                Part part = new Part(kit, true, 64, 110, List.of(note));
                float[][] hit =
                        Synthesizer.play(List.of(new PlayedPart(part, font.kit(kit))), Song.SAMPLE_RATE_HZ, FRAMES);
                assertThat(levelDb(hit))
                        .as("key %d of %s kit %d", key, font.name(), kit)
                        .isGreaterThan(-60);
            }
        }
    }

    private static double levelDb(float[][] hit) {
        return 20 * Math.log10(Mixdown.activeRms(hit) + 1e-12);
    }
}
