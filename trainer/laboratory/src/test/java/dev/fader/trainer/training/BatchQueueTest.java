package dev.fader.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.data.DrawnSource;
import dev.fader.trainer.data.ExampleBatch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchQueueTest {

    static Stream<Throwable> whatCanBreak() {
        return Stream.of(
                new OutOfMemoryError("no room for a batch"),
                new LinkageError("half a library"),
                new AssertionError("impossible"),
                new IOException("the disk"));
    }

    @ParameterizedTest
    @MethodSource("whatCanBreak")
    @Timeout(30)
    void whatBreaksALoaderReachesTheTrainingLoopInPlaceOfItsBatch(Throwable failure) throws Exception {
        try (BatchQueue<ExampleBatch, String> queue = new BatchQueue<>(
                number -> number == 2 ? broken(failure) : batch(number), ExampleBatch::description, 0)) {
            assertThat(queue.take(2)).containsExactly("bass a@0", "bass a@1");

            assertThatThrownBy(() -> queue.take(1))
                    .isInstanceOf(IOException.class)
                    .hasCause(failure);
        }
    }

    @Test
    @Timeout(30)
    void aTrainingThatIsToStopGetsNoBatchThatIsThereAlready() throws Exception {
        CountDownLatch drawn = new CountDownLatch(4);
        try (BatchQueue<ExampleBatch, String> queue = new BatchQueue<>(
                number -> {
                    drawn.countDown();
                    return batch(number);
                },
                ExampleBatch::description,
                0)) {
            List<String> unused = queue.take(1);
            drawn.await();

            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> queue.take(1)).isInstanceOf(InterruptedException.class);
        }
    }

    private static ExampleBatch broken(Throwable failure) throws IOException {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (IOException) failure;
    }

    private static ExampleBatch batch(long number) {
        List<DrawnSource> example = List.of(new DrawnSource("bass", "a", number, 0, false, false));
        return new ExampleBatch(new float[1], new float[1], new float[1], 1, 1, 1, List.of(example));
    }
}
