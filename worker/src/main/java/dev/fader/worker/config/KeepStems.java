package dev.fader.worker.config;

/** Of which separators the estimates are kept in object storage for the next remix of the same song. */
public enum KeepStems {
    NEVER,
    /** Of those that take longer than to fetch what they made: models made elsewhere. */
    WORTHWHILE,
    ALWAYS
}
