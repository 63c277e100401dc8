package dev.fader.schemas.model;

import dev.fader.schemas.dataset.DatasetRef;

/**
 * Songs that neither network learnt from: a part of a registered data set.
 *
 * @param split its name, such as {@code test}
 * @param songs the first so many of it
 * @param seconds of each at most, from its middle
 */
public record HeldOut(DatasetRef data, String split, int songs, double seconds) {}
