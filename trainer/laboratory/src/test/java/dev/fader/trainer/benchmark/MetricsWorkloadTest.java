package dev.fader.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MetricsWorkloadTest {

    private static final int SAMPLES = 9_000;
    private static final int WINDOW = 3_000;

    @Test
    void theWorkIsTheSameEachTimeAndItsScoresAreThoseOfMusic() {
        MetricsTiming first = measure();
        MetricsTiming second = measure();

        assertThat(first.images().sdr()).isEqualTo(second.images().sdr());
        assertThat(DoubleStream.of(first.images().sdr()).boxed())
                .allSatisfy(sdr -> assertThat(sdr).isBetween(5.0, 25.0));
        assertThat(first.frames().undefined()).isZero();
    }

    @Test
    void theLargestDifferenceFromThePeerCounts() {
        MetricsTiming ours = measure();
        double[][] theirs = {
            ours.images().sdr().clone(),
            ours.images().isr(),
            ours.images().sir(),
            ours.images().sar()
        };
        theirs[0][1] += 0.25;
        JsonNode frames = new ObjectMapper().valueToTree(new double[][][] {
            ours.frames().track(scores -> scores.sdr()),
            ours.frames().track(scores -> scores.isr()),
            ours.frames().track(scores -> scores.sir()),
            ours.frames().track(scores -> scores.sar())
        });

        MetricsPeer.Run peer = new MetricsPeer.Run(1, 1, new ObjectMapper().valueToTree(theirs), frames);

        assertThat(ours.differenceDb(peer)).isCloseTo(0.25, within(1e-12));
    }

    private static MetricsTiming measure() {
        MetricsWorkload workload = MetricsWorkload.of(2, SAMPLES);
        return MetricsTiming.of(workload.referenceImages(), workload.estimateImages(), WINDOW);
    }
}
