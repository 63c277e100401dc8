package dev.fader.schemas.model;

/**
 * What a promotion is asked: whether a candidate remixes better than what an alias names.
 *
 * @param candidate SHA-256
 * @param incumbent SHA-256 of what the alias named when this was asked for; it moves only if that is still so
 */
public record PromoteSpec(String alias, String candidate, String incumbent, HeldOut heldOut) {}
