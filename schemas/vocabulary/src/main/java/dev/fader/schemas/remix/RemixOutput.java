package dev.fader.schemas.remix;

/**
 * One file that a task made.
 *
 * @param name of the variant, as in {@link Variant}
 */
public record RemixOutput(String name, StoredObject object, AudioProperties audio, QualityRecord quality) {}
