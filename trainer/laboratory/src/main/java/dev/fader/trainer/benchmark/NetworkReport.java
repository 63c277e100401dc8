package dev.fader.trainer.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.trainer.benchmark.NetworkContender.Cost;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.graph.Precision;

/**
 * A network's speed, and what is promised of it beside its peer.
 *
 * @param audioSeconds of a turn
 * @param ourRssGrowth our memory after the last turn, over that after the second, when what is kept has been allocated
 */
record NetworkReport(
        boolean training,
        Precision precision,
        double audioSeconds,
        Cost ours,
        double ourPeakRssMb,
        double ourRssGrowth) {

    private static final double LEAST_RATIO_FP32 = 1.4;
    private static final double LEAST_RATIO_HALF = 3;
    private static final double LEAST_AGREEMENT_FP32_DB = 80;
    private static final double LEAST_AGREEMENT_BF16_DB = 40;
    private static final double LEAST_AGREEMENT_FP16_DB = 55;

    /** Without a peer nothing is promised. */
    ObjectNode json() {
        ObjectNode report = Json.MAPPER.createObjectNode();
        report.put("name", "bench network").put("ok", true);
        report.set("ours", speed(ours, ourPeakRssMb).put("rss_growth", ourRssGrowth));
        return report;
    }

    ObjectNode beside(Cost peer, double peerPeakRssMb, double agreementDb) {
        double ratioCpu = peer.processorSeconds() / ours.processorSeconds();
        double ratioWall = peer.wallSeconds() / ours.wallSeconds();
        ObjectNode report = json();
        report.set("peer", speed(peer, peerPeakRssMb));
        return report.put("ratio_wall", ratioWall)
                .put("ratio_cpu", ratioCpu)
                .put("agreement_db", agreementDb)
                .put("ok", isPromised(training, precision, training ? ratioWall : ratioCpu, agreementDb));
    }

    /** @param ratio of the peer's time to ours: of wall time in training, of processor time in inference */
    static boolean isPromised(boolean training, Precision precision, double ratio, double agreementDb) {
        boolean half = precision != Precision.FP32 && !training;
        return ratio >= (half ? LEAST_RATIO_HALF : LEAST_RATIO_FP32) && agreementDb >= leastAgreementDb(precision);
    }

    private static double leastAgreementDb(Precision precision) {
        return switch (precision) {
            case FP32 -> LEAST_AGREEMENT_FP32_DB;
            case BF16 -> LEAST_AGREEMENT_BF16_DB;
            case FP16 -> LEAST_AGREEMENT_FP16_DB;
        };
    }

    private ObjectNode speed(Cost cost, double peakRssMb) {
        return Json.MAPPER
                .createObjectNode()
                .put("audio_seconds_per_second", audioSeconds / cost.wallSeconds())
                .put("audio_seconds_per_cpu_second", audioSeconds / cost.processorSeconds())
                .put("peak_rss_mb", peakRssMb);
    }
}
