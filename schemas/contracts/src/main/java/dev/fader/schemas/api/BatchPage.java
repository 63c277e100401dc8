package dev.fader.schemas.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some batches, newest first; {@code next} is the cursor of the next page, null on the last. */
public record BatchPage(List<BatchView> batches, @Nullable String next) {}
