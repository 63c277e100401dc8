package dev.fader.trainer.parity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far our Conv-TasNet is from the reference, and whether that is close enough. */
public record ParityReport(
        String name,
        String file,
        boolean ok,
        @JsonProperty("max_abs_error") MaxAbsError maxAbsError,
        @JsonProperty("loss_error_db") double lossErrorDb,
        @JsonProperty("gradient_norm_relative_error") double gradientNormRelativeError,
        @JsonProperty("adam_loss_error_db") double adamLossErrorDb)
        implements ParityVerdict {

    private static final double OUTPUT_BOUND = 1e-5;
    private static final double LOSS_BOUND_DB = 1e-4;
    private static final double GRADIENT_BOUND = 1e-3;
    private static final double ADAM_BOUND_DB = 1e-3;

    /** Largest absolute difference of each output. */
    public record MaxAbsError(
            double separated,
            @JsonProperty("model1_remix") double model1Remix,
            @JsonProperty("model2_scaled_sources") double model2ScaledSources,
            @JsonProperty("model2_remix") double model2Remix) {

        boolean within(double bound) {
            return separated <= bound && model1Remix <= bound && model2ScaledSources <= bound && model2Remix <= bound;
        }
    }

    static ParityReport of(String file, MaxAbsError outputs, double lossDb, double gradient, double adamDb) {
        boolean ok = outputs.within(OUTPUT_BOUND)
                && lossDb <= LOSS_BOUND_DB
                && gradient <= GRADIENT_BOUND
                && adamDb <= ADAM_BOUND_DB;
        return new ParityReport("parity", file, ok, outputs, lossDb, gradient, adamDb);
    }
}
