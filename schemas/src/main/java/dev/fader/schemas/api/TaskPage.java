package dev.fader.schemas.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some tasks of a batch in the order of its items; {@code next} is the cursor of the next page, null on the last. */
public record TaskPage(List<TaskView> tasks, @Nullable String next) {}
