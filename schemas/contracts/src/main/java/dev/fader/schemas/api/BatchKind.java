package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.notation.WireNames;

/** What a batch's tasks are for. */
public enum BatchKind {
    REMIX,
    /** Stems. */
    SEPARATE,
    /** A dry run: files are opened, and nothing is made. */
    PROBE,
    /** The busiest passage of each file, before and after. */
    PREVIEW,
    /** The tasks of one run; it is shown as a run, not among the batches. */
    TRAINING;

    /** @throws IllegalArgumentException listing what would have been understood */
    @JsonCreator
    public static BatchKind parse(String text) {
        return WireNames.parse(BatchKind.class, "kind of batch", text);
    }

    /** What its tasks are; of a run, most of them. */
    public TaskKind<?, ?> taskKind() {
        return switch (this) {
            case REMIX, PREVIEW -> TaskKinds.REMIX;
            case SEPARATE -> TaskKinds.SEPARATE;
            case PROBE -> TaskKinds.PROBE;
            case TRAINING -> TaskKinds.EPOCH;
        };
    }

    /** The name in JSON and SQL. */
    @JsonValue
    public String wireName() {
        return WireNames.of(this);
    }
}
