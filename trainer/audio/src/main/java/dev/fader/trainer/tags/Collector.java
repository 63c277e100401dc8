package dev.fader.trainer.tags;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers the fields of a file that may claim anything, within bounds. */
final class Collector {

    private static final long MOST_BYTES = 24L << 20;
    /** What may come on top of the fields themselves: heads, padding, what is not carried. */
    private static final long MOST_BYTES_BESIDE = 4L << 20;

    private static final int MOST_FIELDS = 20_000;
    private static final int MOST_REMARKS = 20;

    private final List<Field> fields = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long bytes;

    /** @throws TooMuch where there is more than is kept */
    void add(Field field) {
        bytes += field.length();
        fields.add(field);
        if (bytes > MOST_BYTES) {
            throw tooManyBytes();
        }
        if (fields.size() > MOST_FIELDS) {
            throw new TooMuch("more than " + MOST_FIELDS + " tags, which is the most that is kept");
        }
    }

    /** Asks before so many bytes are read. */
    void check(long more) {
        if (bytes + more > MOST_BYTES + MOST_BYTES_BESIDE) {
            throw tooManyBytes();
        }
    }

    private static TooMuch tooManyBytes() {
        return new TooMuch(
                "more than " + (MOST_BYTES >> 20) + " MiB of tags and pictures, which is the most that is kept");
    }

    /** @return the fields less those by which an output would carry more than is read again */
    static List<Field> keepable(List<Field> fields, Consumer<String> lost) {
        List<Field> kept = new ArrayList<>();
        long sum = 0;
        for (Field field : fields) {
            if (sum + field.length() <= MOST_BYTES && kept.size() < MOST_FIELDS) {
                kept.add(field);
                sum += field.length();
            } else {
                lost.accept("%s of %d bytes beyond the %d MiB that are kept"
                        .formatted(field.id(), field.length(), MOST_BYTES >> 20));
            }
        }
        return kept;
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
