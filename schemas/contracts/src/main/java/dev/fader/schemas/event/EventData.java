package dev.fader.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;

/** What has happened, and to what. */
public sealed interface EventData permits TaskChanged, RunChanged, EpochEnded, ModelPromoted {

    /** What events tell of. */
    enum About {
        TASK(TaskChanged.class),
        RUN(RunChanged.class),
        EPOCH(EpochEnded.class),
        MODEL(ModelPromoted.class);

        private final Class<? extends EventData> data;

        About(Class<? extends EventData> data) {
            this.data = data;
        }

        /** @throws IllegalArgumentException listing what would have been understood */
        @JsonCreator
        public static About parse(String text) {
            return WireNames.parse(About.class, "subject of events", text);
        }

        @JsonValue
        public String wireName() {
            return WireNames.of(this);
        }

        public Class<? extends EventData> data() {
            return data;
        }
    }

    About about();

    /** One word for it, such as {@code done}. */
    String happened();

    /** The id or name of what it happened to: events with the same stay in order. */
    String subject();
}
