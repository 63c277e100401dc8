package dev.fader.queue.curve;

/**
 * A record as it is stored.
 *
 * @param attempt that made it
 * @param value NaN and infinities as they are
 * @param superseded a later attempt began at its step or before
 */
public record RunRecord(String name, int attempt, long step, double value, boolean superseded) {}
