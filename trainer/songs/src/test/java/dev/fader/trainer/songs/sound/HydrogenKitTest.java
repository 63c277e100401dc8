package dev.fader.trainer.songs.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.songs.sound.RecordedKit.Piece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HydrogenKitTest {

    @TempDir
    Path folder;

    private static final short[] SOUND = MadeSounds.noise(1, 4000);

    @Test
    void aKitHasItsPiecesWithTheirPlaceLevelAndLayers() throws IOException {
        MadeSounds.writeKit(folder, """
                <instrument><name>Snare</name><volume>0.5</volume><gain>2</gain><pan_L>1</pan_L><pan_R>0,25</pan_R>
                  <layer><filename>loud.wav</filename><min>0.6</min><max>1</max><gain>0.8</gain><pitch>0</pitch></layer>
                  <layer><filename>soft.wav</filename><min>0</min><max>0.6</max><gain>1</gain><pitch>2</pitch></layer>
                </instrument>
                <instrument><name>Kick</name><filename>loud.wav</filename></instrument>
                <instrument><name>Kick 2</name><filename>gone.wav</filename></instrument>
                <instrument><name>Vocal</name><filename>loud.wav</filename></instrument>
                """, Map.of("loud.wav", SOUND, "soft.wav", SOUND));

        RecordedKit kit = HydrogenKit.read(folder);

        assertThat(kit.name()).isEqualTo("made");
        assertThat(kit.licence()).isEqualTo("CC0");
        assertThat(kit.pieces()).extracting(Piece::name).containsExactly("Snare", "Kick");
        Piece snare = kit.pieces().getFirst();
        assertThat(snare.left()).isEqualTo(1);
        assertThat(snare.right()).isEqualTo(0.25);
        assertThat(snare.at(0.2).file()).hasFileName("soft.wav");
        assertThat(snare.at(0.2).semitones()).isEqualTo(2);
        assertThat(snare.at(0.9).file()).hasFileName("loud.wav");
        assertThat(snare.at(0.9).gain()).isEqualTo(0.8);
    }

    @Test
    void aKeyThatTheKitLacksIsPlayedOnTheNearestPiece() throws IOException {
        MadeSounds.writeKit(
                folder,
                MadeSounds.instrument(0, "Kick", "a.wav")
                        + MadeSounds.instrument(1, "Snare", "a.wav")
                        + MadeSounds.instrument(2, "HiHat Closed", "a.wav")
                        + MadeSounds.instrument(3, "Tom Low", "a.wav")
                        + MadeSounds.instrument(4, "Tom Hi", "a.wav")
                        + MadeSounds.instrument(5, "Crash", "a.wav"),
                Map.of("a.wav", SOUND));

        RecordedKit kit = HydrogenKit.read(folder);

        assertThat(kit.forKey(46)).extracting(Piece::name).containsExactly("HiHat Closed");
        assertThat(kit.forKey(51)).extracting(Piece::name).containsExactly("Crash");
        assertThat(kit.forKey(39)).extracting(Piece::name).containsExactly("Snare");
        assertThat(kit.forKey(41)).extracting(Piece::name).containsExactly("Tom Low");
        assertThat(kit.forKey(50)).extracting(Piece::name).containsExactly("Tom Hi");
        assertThat(kit.forKey(100)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Kick 1, KICK",
        "Bass Drum, KICK",
        "BassDrum, KICK",
        "Snare Rimshot, SNARE",
        "Rim Click, STICK",
        "Tambourine Pedal, TAMBOURINE",
        "Hat 1 Op, OPEN_HAT",
        "c#3 - bass drum 2, KICK",
        "Snare Hard, SNARE",
        "HH-Open, OPEN_HAT",
        "Hat Closed, CLOSED_HAT",
        "Hi-Hat Pedal, PEDAL_HAT",
        "Pedal HH, PEDAL_HAT",
        "Ride Bell, BELL",
        "Ride Rock, RIDE",
        "Crash Left, CRASH",
        "Cowbell, COWBELL",
        "Floor Tom, TOM",
        "Hand Clap, CLAP",
    })
    void piecesAreKnownByTheirNames(String name, Drum drum) {
        assertThat(Drum.named(name)).isEqualTo(Optional.of(drum));
    }

    @Test
    void whatIsNoKitIsRefusedByName() throws IOException {
        MadeSounds.writeKit(folder, MadeSounds.instrument(0, "Kick", "gone.wav"), Map.of());

        assertThatThrownBy(() -> HydrogenKit.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("drumkit.xml").toString());
    }
}
