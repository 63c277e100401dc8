package dev.fader.schemas.remix;

/**
 * What a dry run found in an input; the JSON in {@code result.result} of a task of kind {@code probe}.
 *
 * @param bytes size of the object
 */
public record ProbeResult(AudioProperties audio, long bytes) {}
