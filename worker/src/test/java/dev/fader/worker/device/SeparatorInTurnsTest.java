package dev.fader.worker.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.Separator;
import dev.fader.worker.lease.WatchedAttempt;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeparatorInTurnsTest {

    /** Says of itself what no separator says unless it means it. */
    private static final class Unusual implements Separator {

        private final NetworkTurn turn;

        Unusual(NetworkTurn turn) {
            this.turn = turn;
        }

        @Override
        public List<String> sources() {
            return List.of("vocals", "other");
        }

        @Override
        public boolean hasRest() {
            return true;
        }

        @Override
        public int sampleRateHz() {
            return 22_050;
        }

        @Override
        public ChunkPlan chunkPlan() {
            return new ChunkPlan(7, 3, 2);
        }

        @Override
        public String deviceName() {
            return "cuda:3";
        }

        @Override
        public double seamDb() {
            return -42;
        }

        @Override
        public boolean hearsLevel() {
            return true;
        }

        @Override
        public boolean isWorthKeeping() {
            return false;
        }

        @Override
        public int channelsAtOnce() {
            return 4;
        }

        /** Goes on when somebody has the device. */
        @Override
        public float[] combine(Part part, List<Row> rows) {
            while (turn.held().isZero()) {
                Thread.onSpinWait();
            }
            return new float[] {part.start()};
        }

        @Override
        public void close() {}
    }

    @Test
    void whatASeparatorSaysOfItselfIsTrueInTurnsToo() throws Exception {
        NetworkTurn turn = new NetworkTurn();
        Separator separator = new Unusual(turn);
        Separator inTurns = new SeparatorInTurns(separator, new Turns(turn, WatchedAttempt.undisturbed()));

        int told = 0;
        for (Method method : Separator.class.getMethods()) {
            if (method.getParameterCount() == 0 && method.getReturnType() != void.class) {
                assertThat(method.invoke(inTurns)).as(method.getName()).isEqualTo(method.invoke(separator));
                told++;
            }
        }
        assertThat(told).isEqualTo(9);
    }

    @Test
    void aChunkIsMadeWhileTheDeviceIsHeld() {
        NetworkTurn turn = new NetworkTurn();
        Separator inTurns = new SeparatorInTurns(new Unusual(turn), new Turns(turn, WatchedAttempt.undisturbed()));

        assertThat(inTurns.combine(new Separator.Part(5, new float[1][1]), List.of()))
                .containsExactly(5);
        assertThat(turn.held()).isPositive();
    }
}
