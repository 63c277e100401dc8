package dev.fader.trainer.parity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far our HTMD-Net is from the reference, and whether that is close enough. */
record HtmdNetReport(
        String name,
        String network,
        String file,
        boolean ok,
        @JsonProperty("max_abs_error") MaxAbsError maxAbsError,
        @JsonProperty("loss_relative_error") double lossRelativeError,
        @JsonProperty("gradient_norm_relative_error") double gradientNormRelativeError,
        @JsonProperty("running_statistics_error") double runningStatisticsError)
        implements ParityVerdict {

    private static final double OUTPUT_BOUND = 1e-5;
    private static final double LOSS_BOUND = 1e-5;
    private static final double GRADIENT_BOUND = 1e-3;
    private static final double STATISTICS_BOUND = 1e-5;

    /** Largest absolute difference of each output, in use and in training. */
    record MaxAbsError(
            @JsonProperty("final") double refined,
            double masked,
            @JsonProperty("train.final") double trainRefined,
            @JsonProperty("train.masked") double trainMasked) {

        boolean within(double bound) {
            return refined <= bound && masked <= bound && trainRefined <= bound && trainMasked <= bound;
        }
    }

    static HtmdNetReport of(String file, MaxAbsError outputs, double loss, double gradient, double statistics) {
        boolean ok = outputs.within(OUTPUT_BOUND)
                && loss <= LOSS_BOUND
                && gradient <= GRADIENT_BOUND
                && statistics <= STATISTICS_BOUND;
        return new HtmdNetReport("parity", "htmd-net", file, ok, outputs, loss, gradient, statistics);
    }
}
