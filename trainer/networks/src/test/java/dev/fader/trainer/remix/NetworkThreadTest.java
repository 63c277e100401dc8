package dev.fader.trainer.remix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.Separator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NetworkThreadTest {

    private static final int RATE = 8_000;
    private static final float POISON = 13;

    /** Answers with what it was asked, and cannot go on before it is let. */
    private static final class Held implements Separator {

        private final CountDownLatch first = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        /** Of each call, the numbers that it was asked for. */
        private final List<List<Float>> calls = new ArrayList<>();

        @Override
        public List<String> sources() {
            return List.of("vocals");
        }

        @Override
        public int sampleRateHz() {
            return RATE;
        }

        @Override
        public ChunkPlan chunkPlan() {
            return new ChunkPlan(1, 1, 0);
        }

        @Override
        public String deviceName() {
            return "cpu";
        }

        @Override
        public int channelsAtOnce() {
            return 4;
        }

        @Override
        public float[] combine(Part part, List<Row> rows) {
            throw new AssertionError("several are asked for together");
        }

        @Override
        public List<float[]> combine(List<Request> requests) {
            List<Float> asked = requests.stream()
                    .map(request -> request.part().mixture()[0][0])
                    .toList();
            calls.add(asked);
            first.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (asked.contains(POISON)) {
                throw new IllegalStateException("broken by " + asked);
            }
            return asked.stream().map(number -> new float[] {number}).toList();
        }

        @Override
        public void close() {}
    }

    private static Separator.Request request(float number, int channels) {
        float[][] mixture = new float[channels][RATE];
        mixture[0][0] = number;
        return new Separator.Request(new Separator.Part(0, mixture, null), List.of());
    }

    @Test
    void whatIsAskedMeanwhileGoesTogetherAndWhoeverWaitsGoesFirst() throws Exception {
        Held separator = new Held();
        try (NetworkThread thread = new NetworkThread(separator, Duration.ofMinutes(1))) {
            List<Future<float[]>> answers = new ArrayList<>(List.of(thread.submit(request(1, 2), false)));
            separator.first.await();
            for (int number = 2; number <= 4; number++) {
                answers.add(thread.submit(request(number, 2), false));
            }
            answers.add(thread.submit(request(5, 2), true));
            answers.add(thread.submit(request(6, 8), false));

            separator.mayGoOn.countDown();

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).as("in its own place").containsExactly(i + 1);
            }
            assertThat(separator.calls).containsExactly(List.of(1f), List.of(5f, 2f), List.of(3f, 4f), List.of(6f));
            assertThat(thread.use())
                    .returns(4L, NetworkUse::calls)
                    .returns(18L, NetworkUse::channels)
                    .returns(18.0, NetworkUse::audioSeconds);
        }
    }

    @Test
    void whatBreaksTheNetworkBreaksNoOther() throws Exception {
        Held separator = new Held();
        try (NetworkThread thread = new NetworkThread(separator, Duration.ofMinutes(1))) {
            Future<float[]> before = thread.submit(request(1, 1), false);
            separator.first.await();
            Future<float[]> beside = thread.submit(request(2, 1), false);
            Future<float[]> poison = thread.submit(request(POISON, 1), false);
            Future<float[]> after = thread.submit(request(3, 1), false);

            separator.mayGoOn.countDown();

            assertThat(before.get()).containsExactly(1);
            assertThat(beside.get()).containsExactly(2);
            assertThat(after.get()).containsExactly(3);
            assertThatThrownBy(poison::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("broken by [" + POISON + "]");
        }
    }

    @Test
    void whatWasAskedBeforeTheEndIsAnsweredAndNothingAfterIt() throws Exception {
        Held separator = new Held();
        NetworkThread thread = new NetworkThread(separator, Duration.ofMinutes(1));
        Future<float[]> asked = thread.submit(request(1, 1), false);
        separator.mayGoOn.countDown();
        thread.close();

        assertThat(asked.get()).containsExactly(1);
        assertThatThrownBy(() -> thread.submit(request(2, 1), false)).isInstanceOf(IllegalStateException.class);
    }
}
