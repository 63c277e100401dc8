package dev.fader.cli.watch;

/**
 * What progress is shown on.
 *
 * @param live whether lines can be painted over
 * @param columns its width
 */
public record Terminal(boolean live, int columns) {

    private static final int LEAST_COLUMNS = 40;

    /** The standard error stream of this process, as the script {@code fader} found it. */
    public static Terminal ofThisProcess() {
        return new Terminal(
                Boolean.getBoolean("fader.terminal"), Math.max(LEAST_COLUMNS, Integer.getInteger("fader.columns", 80)));
    }
}
