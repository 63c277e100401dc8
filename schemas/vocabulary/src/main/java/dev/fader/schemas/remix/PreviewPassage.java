package dev.fader.schemas.remix;

import java.util.List;

/**
 * The passage that a preview remixed: the busiest of the file.
 *
 * @param before the input's passage, in the first variant's format
 * @param peaksBefore largest absolute sample of each of many equal parts of the passage, 0 to 1, to draw a waveform
 * @param peaksAfter the same of each output, in the order of the outputs
 */
public record PreviewPassage(
        double startSeconds,
        double seconds,
        StoredObject before,
        List<Float> peaksBefore,
        List<List<Float>> peaksAfter) {}
