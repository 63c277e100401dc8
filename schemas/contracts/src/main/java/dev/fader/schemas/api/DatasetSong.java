package dev.fader.schemas.api;

/** A song of a data set. @param sha256 of the names and hashes of its objects */
public record DatasetSong(String split, String song, String sha256, double seconds) {}
