package dev.fader.schemas.api;

import dev.fader.schemas.DatasetId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/dataset-uploads}: files of a data set that is to be registered when all have come.
 *
 * @param upload what the first answer said, where more files are added to it
 * @param files paths within the data set, with slashes
 */
public record DatasetUpload(
        @Nullable DatasetId upload, @Nullable List<String> files) {

    /**
     * Where to {@code PUT} the files without credentials.
     *
     * @param prefix to register
     * @param urls one for each file, in their order
     */
    public record Links(DatasetId upload, String bucket, String prefix, List<String> urls, Instant expiresAt) {}
}
