package dev.fader.schemas.remix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on one output. A value is null where it has none: silence has no loudness, a mono file no
 * correlation, a file of one chunk no seam.
 *
 * @param gainDb what the loudness policy applied to the whole file
 * @param loudnessMissLu how far the ceiling kept the output below the loudness asked for, in LU; null where a loudness was
 *     asked for and the sound has none that could be measured: it is too short, too quiet, or silent
 * @param clippedSamples values beyond full scale that the encoding cut off
 * @param ditherBits the depth that values were rounded to with triangular dither, which keeps silence and equal channels as
 *     they are; 0: without; null: made before this was recorded
 * @param correlationIn of the first two channels, −1 to 1
 * @param worstSeamDb where chunks meet, the largest disagreement of the two, relative to the input's level
 * @param nullResidualDb what the network could not explain of the input, relative to the input's level
 * @param review the thresholds that were crossed, such as {@code clipped_samples}; none for a track that passed
 */
public record QualityRecord(
        Loudness loudnessIn,
        Loudness loudnessOut,
        double gainDb,
        @Nullable Double loudnessMissLu,
        long clippedSamples,
        @Nullable Integer ditherBits,
        @Nullable Double correlationIn,
        @Nullable Double correlationOut,
        @Nullable Double worstSeamDb,
        @Nullable Double nullResidualDb,
        List<String> review) {

    public QualityRecord {
        review = List.copyOf(review);
    }

    /** The same with the thresholds that it crosses. */
    public QualityRecord withReview(List<String> crossed) {
        return new QualityRecord(
                loudnessIn,
                loudnessOut,
                gainDb,
                loudnessMissLu,
                clippedSamples,
                ditherBits,
                correlationIn,
                correlationOut,
                worstSeamDb,
                nullResidualDb,
                crossed);
    }
}
