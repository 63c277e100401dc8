package dev.fader.schemas.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs, newest first. @param next what {@code after} is to be for the next page; null on the last */
public record RunPage(List<RunView> runs, @Nullable String next) {}
