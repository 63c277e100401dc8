package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;

/** As what a run's records are downloaded. */
public enum RecordFormat {
    CSV("text/csv; charset=utf-8"),
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    RecordFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** @throws IllegalArgumentException listing what would have been understood */
    @JsonCreator
    public static RecordFormat parse(String text) {
        return WireNames.parse(RecordFormat.class, "format of records", text);
    }

    public String mediaType() {
        return mediaType;
    }

    @JsonValue
    public String wireName() {
        return WireNames.of(this);
    }
}
