package dev.fader.worker.config;

/** Of which separators the estimates are kept in object storage for the next remix of the same song. */
public enum KeepStems {
    NEVER,
    /** Of models made elsewhere, which may take longer than a song lasts, and of ensembles. */
    WORTHWHILE,
    ALWAYS
}
