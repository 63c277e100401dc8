package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.songs.sound.HydrogenKit;
import dev.fader.trainer.songs.sound.MadeSounds;
import dev.fader.trainer.songs.sound.RecordedHits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KitPlayerTest {

    private static final int OPEN_HAT = 46;
    private static final int CLOSED_HAT = 42;
    private static final int SNARE = 38;
    private static final int RATE = Song.SAMPLE_RATE_HZ;

    @TempDir
    Path folder;

    private float[][] play(int seed, Note... notes) throws IOException {
        return new KitPlayer(HydrogenKit.read(folder), new RecordedHits(), new Chance(seed), RATE)
                .play(List.of(notes), RATE);
    }

    private static Note hit(double start, int key, int velocity) {
        return new Note(start, 0.1, key, velocity);
    }

    private static double rms(float[] sound, double from, double to) {
        double energy = 0;
        for (int i = (int) (from * RATE); i < (int) (to * RATE); i++) {
            energy += sound[i] * sound[i];
        }
        return Math.sqrt(energy / ((to - from) * RATE));
    }

    @Test
    void aClosedHatCutsTheOpenOneAndNothingElse() throws IOException {
        MadeSounds.writeKit(
                folder,
                MadeSounds.instrument(0, "Hat Open", "long.wav")
                        + MadeSounds.instrument(1, "Hat Closed", "short.wav")
                        + MadeSounds.instrument(2, "Snare", "long.wav"),
                Map.of("long.wav", MadeSounds.noise(1, RATE), "short.wav", MadeSounds.noise(2, 2000)));

        float[][] rings = play(1, hit(0, OPEN_HAT, 100));
        float[][] cut = play(1, hit(0, OPEN_HAT, 100), hit(0.4, CLOSED_HAT, 100));
        float[][] snare = play(1, hit(0, SNARE, 100), hit(0.4, CLOSED_HAT, 100));

        assertThat(rms(rings[0], 0.5, 0.9)).isGreaterThan(0.05);
        assertThat(rms(cut[0], 0.5, 0.9)).isZero();
        assertThat(rms(cut[0], 0.1, 0.4)).isEqualTo(rms(rings[0], 0.1, 0.4));
        assertThat(rms(snare[0], 0.5, 0.9)).isGreaterThan(0.05);
    }

    @Test
    void aHitSoundsWhereItIsAndLouderHitsAreLouder() throws IOException {
        MadeSounds.writeKit(
                folder, MadeSounds.instrument(0, "Snare", "a.wav"), Map.of("a.wav", MadeSounds.noise(1, 4000)));

        float[][] out = play(1, hit(0.2, SNARE, 40), hit(0.6, SNARE, 120));

        assertThat(rms(out[0], 0, 0.199)).isZero();
        double ratio = rms(out[0], 0.6, 0.68) / rms(out[0], 0.2, 0.28);
        assertThat(ratio).isBetween(Math.pow(3, 0.9) - 0.01, Math.pow(3, 1.5) + 0.01);
    }

    @Test
    void panAndLevelAreTheKits() throws IOException {
        MadeSounds.writeKit(
                folder,
                MadeSounds.instrument(0, "Snare", "a.wav").replace("<pan_R>1", "<pan_R>0.5"),
                Map.of("a.wav", MadeSounds.noise(1, 4000)));

        float[][] out = play(1, hit(0, SNARE, 100));

        assertThat(rms(out[1], 0, 0.08) / rms(out[0], 0, 0.08)).isCloseTo(0.5, Offset.offset(1e-4));
    }

    @Test
    void theSameKitIsTunedAndMixedAnewForEachSong() throws IOException {
        MadeSounds.writeKit(
                folder, MadeSounds.instrument(0, "Snare", "a.wav"), Map.of("a.wav", MadeSounds.tone(0, 20_000)));

        double level = rms(play(1, hit(0, SNARE, 100))[0], 0, 0.4);

        assertThat(rms(play(1, hit(0, SNARE, 100))[0], 0, 0.4)).isEqualTo(level);
        assertThat(rms(play(2, hit(0, SNARE, 100))[0], 0, 0.4)).isNotEqualTo(level);
        assertThat(play(2, hit(0, SNARE, 100))[0]).isNotEqualTo(play(3, hit(0, SNARE, 100))[0]);
    }
}
