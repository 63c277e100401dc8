package dev.fader.schemas.dataset;

import dev.fader.schemas.DatasetId;
import dev.fader.schemas.remix.StoredObject;

/**
 * A data set with the content that it had when it was checked: what a training run carries, and its lineage with it.
 *
 * @param name as its folder is called on workers' disks
 * @param manifest a {@link DatasetManifest} in JSON, whose own hash stands for all content
 */
public record DatasetRef(DatasetId id, String name, StoredObject manifest) {}
