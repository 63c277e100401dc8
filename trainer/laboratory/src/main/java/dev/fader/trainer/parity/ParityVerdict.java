package dev.fader.trainer.parity;

/** How far one of our networks is from a reference. */
sealed interface ParityVerdict permits ParityReport, HtmdNetReport {

    /** Whether that is close enough. */
    boolean ok();
}
