package dev.fader.schemas.remix;

import org.jspecify.annotations.Nullable;

/** Names an object in storage; without a bucket, the one that the services are configured with. */
public record ObjectRef(@Nullable String bucket, String key) {}
