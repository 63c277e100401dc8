package dev.fader.schemas.api;

import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/uploads}: the name that the file has at its owner's. */
public record UploadRequest(@Nullable String fileName) {}
