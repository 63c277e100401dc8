package dev.fader.trainer.songs.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.songs.sound.OffsetRemoval.Loop;
import dev.fader.trainer.songs.sound.SoundFontFile.Sample;
import java.nio.ShortBuffer;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OffsetRemovalTest {

    private static final int FRAMES = 44_100;
    private static final int LOOP_FROM = 30_000;
    private static final int LOOP_TO = 35_000;

    private static Sample sample(short[] frames) {
        return new Sample("s", ShortBuffer.wrap(frames), LOOP_FROM, LOOP_TO, MadeSounds.RATE, 69, 0, 1);
    }

    /** An offset that is another one in the loop. */
    private static short[] wandering() {
        short[] sound = MadeSounds.tone(3000, FRAMES);
        for (int i = LOOP_FROM; i < FRAMES; i++) {
            sound[i] += 9000;
        }
        return sound;
    }

    private static double mean(short[] frames, int from, int to) {
        return IntStream.range(from, to).map(i -> frames[i]).average().orElseThrow();
    }

    @Test
    void aLoopHasNoOffsetAfterwardsAndKeepsItsShape() {
        short[] before = wandering();

        short[] after = OffsetRemoval.ofLooped(sample(before), new Loop(LOOP_FROM, LOOP_TO), 15)
                .frames();

        assertThat(mean(before, LOOP_FROM, LOOP_TO)).isGreaterThan(11_000);
        assertThat(mean(after, LOOP_FROM, LOOP_TO)).isCloseTo(0, Offset.offset(0.5));
        for (int i = LOOP_FROM; i < LOOP_TO; i++) {
            assertThat(before[i] - after[i])
                    .isBetween(before[LOOP_FROM] - after[LOOP_FROM] - 1, before[LOOP_FROM] - after[LOOP_FROM] + 1);
        }
    }

    @Test
    void whatComesBeforeTheLoopHasNoneEither() {
        short[] after = OffsetRemoval.ofLooped(sample(wandering()), new Loop(LOOP_FROM, LOOP_TO), 15)
                .frames();

        // whole periods of the tone
        assertThat(mean(after, 5000, 25_000)).isCloseTo(0, Offset.offset(20.0));
    }

    @Test
    void aSoundThatPlaysThroughKeepsItsLowNotes() {
        double[] kick = new double[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            kick[i] = 4000 + 10_000 * Math.exp(-i / 15_000.0) * Math.sin(2 * Math.PI * 41 * i / MadeSounds.RATE);
        }
        short[] frames = new short[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = (short) kick[i];
        }

        short[] after = OffsetRemoval.ofOneShot(sample(frames), 15).frames();

        assertThat(mean(after, 0, FRAMES)).isCloseTo(0, Offset.offset(30.0));
        double error = 0;
        double energy = 0;
        for (int i = 0; i < FRAMES; i++) {
            error += Math.pow(after[i] - (kick[i] - 4000), 2);
            energy += Math.pow(kick[i] - 4000, 2);
        }
        assertThat(error / energy).isLessThan(0.01);
    }

    @Test
    void aSoundThatWouldNotFitIsMadeSofterInsteadOfClipped() {
        short[] pulse = new short[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            pulse[i] = (short) (i % 100 < 10 ? -32_000 : 32_000);
        }

        short[] after = OffsetRemoval.ofLooped(sample(pulse), new Loop(LOOP_FROM, LOOP_TO), 15)
                .frames();

        assertThat(after[LOOP_FROM] - after[LOOP_FROM + 50]).isBetween(-36_500, -36_000);
        assertThat((int) after[LOOP_FROM]).isGreaterThanOrEqualTo(-32_767);
    }
}
