package dev.fader.trainer.report;

/**
 * A picture of the report.
 *
 * @param file its name without ending
 * @param caption what it shows
 * @param svg the picture
 */
record Figure(String file, String caption, String svg) {

    static final String ENDING = ".svg";
}
