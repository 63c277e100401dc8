package dev.fader.trainer.tags;

import java.util.ArrayList;
import java.util.List;

/** Gathers the fields of a file that may claim anything, within bounds. */
final class Collector {

    private static final long MOST_BYTES = 24L << 20;
    private static final int MOST_FIELDS = 20_000;
    private static final int MOST_REMARKS = 20;

    private final List<Field> fields = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long bytes;

    /** @throws TooMuch where there is more than is kept */
    void add(Field field) {
        check(field.length());
        bytes += field.length();
        fields.add(field);
        if (fields.size() > MOST_FIELDS) {
            throw new TooMuch("more than " + MOST_FIELDS + " tags, which is the most that is kept");
        }
    }

    /** Asks before so many bytes are read. */
    void check(long more) {
        if (bytes + more > MOST_BYTES) {
            throw new TooMuch(
                    "more than " + (MOST_BYTES >> 20) + " MiB of tags and pictures, which is the most that is kept");
        }
    }

    void remark(String what) {
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(what);
        }
    }

    Carried carried() {
        return new Carried(fields, remarks);
    }

    /** A file carries more than is kept; the message follows "carries". */
    static final class TooMuch extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooMuch(String message) {
            super(message);
        }
    }
}
