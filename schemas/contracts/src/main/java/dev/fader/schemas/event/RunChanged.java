package dev.fader.schemas.event;

import dev.fader.schemas.Failure;
import dev.fader.schemas.RunId;
import dev.fader.schemas.run.RunChange;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did to a run, or how it ended.
 *
 * @param actor who did it; null: it came so by itself
 * @param detail in words
 */
public record RunChanged(
        RunId run,
        RunChange change,
        @Nullable String actor,
        @Nullable String detail,
        @Nullable Failure failure) implements EventData {

    @Override
    public About about() {
        return About.RUN;
    }

    @Override
    public String happened() {
        return change.wireName();
    }

    @Override
    public String subject() {
        return run.toString();
    }
}
