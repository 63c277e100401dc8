package dev.fader.coordinator.submit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the body of a submission is written. */
enum BodyFormat {
    /** One object: what holds for all items, and the items or a prefix. */
    JSON,
    /** One item per line; what holds for all is in the query. */
    NDJSON,
    /** One item per line under a line of column names; what holds for all is in the query. */
    CSV;

    static final String NDJSON_TYPE = "application/x-ndjson";
    static final String CSV_TYPE = "text/csv";

    static BodyFormat of(@Nullable String mediaType) {
        String type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        if (type.startsWith(NDJSON_TYPE)) {
            return NDJSON;
        }
        return type.startsWith(CSV_TYPE) ? CSV : JSON;
    }
}
