package dev.fader.schemas.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some tasks, oldest first; {@code next} is the cursor of the next page, null on the last. */
public record TaskPage(List<TaskView> tasks, @Nullable String next) {}
