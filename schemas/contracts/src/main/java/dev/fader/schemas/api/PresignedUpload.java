package dev.fader.schemas.api;

import dev.fader.schemas.remix.ObjectRef;
import java.time.Instant;

/** Where to {@code PUT} a file without credentials, and the object to name as input of an item afterwards. */
public record PresignedUpload(ObjectRef object, String url, Instant expiresAt) {}
