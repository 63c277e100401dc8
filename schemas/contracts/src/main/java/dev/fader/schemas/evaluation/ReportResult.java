package dev.fader.schemas.evaluation;

import dev.fader.schemas.remix.StoredObject;

/**
 * A report.
 *
 * @param report a ZIP archive: {@code report.html}, which needs nothing else, and its tables (CSV) and figures (SVG)
 * @param results that it shows
 */
public record ReportResult(String name, StoredObject report, int results) {}
