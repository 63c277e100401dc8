package dev.fader.schemas.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/datasets}: songs that lie in storage, to be known under a name.
 *
 * @param bucket null: the services' own
 * @param prefix of the objects' keys, taken as a folder
 * @param layout as the trainer calls it; null: recognised from the names
 * @param accept kinds of findings that are no reason to refuse
 * @param tenant null: {@code default}
 */
public record RegisterDataset(
        @Nullable String name,
        @Nullable String bucket,
        @Nullable String prefix,
        @Nullable String layout,
        @Nullable List<String> accept,
        @Nullable String tenant) {}
