package dev.fader.schemas.dataset;

/**
 * Something wrong with a data set, or a remark on it.
 *
 * @param kind such as {@code offset}; what {@code accept} is given
 * @param fault whether it keeps the data set from being used
 * @param stem empty where it is about the whole song
 * @param object key of the object, or prefix of the song, after the data set's prefix
 * @param message what is wrong, and what to do where that is not plain
 */
public record DatasetFinding(
        String kind, boolean fault, String split, String song, String stem, String object, String message) {}
