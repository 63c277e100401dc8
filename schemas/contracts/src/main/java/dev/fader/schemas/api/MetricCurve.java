package dev.fader.schemas.api;

import dev.fader.schemas.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A curve over steps.
 *
 * @param attempt whose records it shows; null for those that no later attempt superseded
 * @param summary of the whole run, whatever part the curve shows; null when every record is superseded
 * @param points in the order of their steps
 */
public record MetricCurve(
        RunId run,
        String name,
        @Nullable Integer attempt,
        @Nullable MetricSummary summary,
        List<CurvePoint> points) {}
