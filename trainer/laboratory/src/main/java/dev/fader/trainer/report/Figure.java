package dev.fader.trainer.report;

/**
 * A picture of the report.
 *
 * @param file its name without ending
 * @param caption what it shows
 * @param png its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
record Figure(String file, String caption, byte[] png) {}
