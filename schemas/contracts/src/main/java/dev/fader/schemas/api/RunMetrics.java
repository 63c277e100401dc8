package dev.fader.schemas.api;

import dev.fader.schemas.RunId;
import java.util.List;

/** What a run has records of, by name. */
public record RunMetrics(RunId run, List<MetricSummary> metrics) {}
