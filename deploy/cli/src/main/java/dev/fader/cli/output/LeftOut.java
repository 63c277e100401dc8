package dev.fader.cli.output;

import dev.fader.schemas.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of this machine that a command was to take and did not, while it went on with the others.
 *
 * @param refused that their owner must see to
 * @param skipped how many are no files of music at all, though they are called so
 */
public record LeftOut(List<Refused> refused, long skipped) {

    public static final LeftOut NOTHING = new LeftOut(List.of(), 0);

    private static final int LONGEST = 500;

    public LeftOut {
        refused = List.copyOf(refused);
    }

    /** One file, with a name that can be shown. */
    public record Refused(String file, String reason) {

        /** @param file as it is called, with whatever is odd about it */
        public static Refused of(String file, String reason) {
            return new Refused(Texts.shown(file, LONGEST), Texts.shown(reason, LONGEST));
        }
    }

    /** And those, too. */
    public LeftOut and(List<Refused> more) {
        List<Refused> all = new ArrayList<>(refused);
        all.addAll(more);
        return new LeftOut(all, skipped);
    }

    /** Whether all that was meant was taken. */
    public boolean ok() {
        return refused.isEmpty();
    }

    /** Says so to a person. */
    public void say() {
        refused.forEach(one -> System.err.printf("refused %s: %s%n", one.file(), one.reason()));
        if (skipped > 0) {
            System.err.printf("skipped %d files that macOS keeps for itself (._*, .DS_Store)%n", skipped);
        }
    }

    /** Says so to a program, where there is something to say. */
    public JsonLine in(JsonLine line) {
        return equals(NOTHING) ? line : line.put("refusedFiles", refused).put("skippedFiles", skipped);
    }
}
