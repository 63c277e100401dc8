package dev.fader.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SegmentPlanTest {

    private static final int RATE = 44_100;

    @Test
    void anExcerptIsThirtySegmentsFromAMultipleOfThirtyNearTheMiddle() {
        // 221 segments: (221 div 30 div 2)·30 = 90
        SegmentPlan plan = SegmentPlan.of(200L * RATE, RATE);

        assertThat(plan).isEqualTo(new SegmentPlan(44_100, 39_690, 90, 30));
        assertThat(plan.begin()).isEqualTo(90L * 39_690);
        assertThat(plan.samples()).isEqualTo(29 * 39_690 + 44_100);
    }

    @Test
    void segmentsAreCountedAsTheRecordCountsThemEvenWhereOneMoreWouldFit() {
        // 240 whole hops and half of one: 239 segments for the record, so (239 div 30 div 2)·30 = 90, not 120
        assertThat(SegmentPlan.of(240L * 39_690 + 39_690 / 2, RATE).first()).isEqualTo(90);
        assertThat(SegmentPlan.of(241L * 39_690, RATE).first()).isEqualTo(120);
    }

    @Test
    void aSongOfFewerSegmentsIsMeasuredFromItsBeginning() {
        SegmentPlan plan = SegmentPlan.of(3L * RATE, RATE);

        assertThat(plan.first()).isZero();
        assertThat(plan.count()).isEqualTo(2);
        assertThat(plan.samples()).isLessThanOrEqualTo(3 * RATE);
    }

    @Test
    void theWindowsOfAllSegmentsSumToOneAtEverySample() {
        SegmentPlan plan = SegmentPlan.of(4L * RATE, RATE);
        double[] sum = new double[plan.samples()];
        for (int segment = 0; segment < plan.count(); segment++) {
            for (int i = 0; i < plan.length(); i++) {
                sum[plan.offset(segment) + i] += plan.weight(segment, i);
            }
        }

        assertThat(sum).satisfies(weights -> {
            for (double weight : weights) {
                assertThat(weight).isCloseTo(1, within(1e-12));
            }
        });
        assertThat(plan.weight(1, 0)).isLessThan(1e-6);
    }

    @Test
    void aSongOfASecondIsOneSegment() {
        assertThat(SegmentPlan.of(RATE, RATE)).isEqualTo(new SegmentPlan(44_100, 39_690, 0, 1));
    }

    @Test
    void aSongShorterThanASegmentIsRefused() {
        assertThatThrownBy(() -> SegmentPlan.of(RATE - 1, RATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("44099 frames");
    }
}
