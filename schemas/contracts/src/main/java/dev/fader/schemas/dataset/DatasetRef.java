package dev.fader.schemas.dataset;

import dev.fader.schemas.DatasetId;
import dev.fader.schemas.remix.StoredObject;

/**
 * A data set as it was when it was checked.
 *
 * @param manifest names each of its objects with size and hash
 */
public record DatasetRef(DatasetId id, String name, StoredObject manifest) {}
