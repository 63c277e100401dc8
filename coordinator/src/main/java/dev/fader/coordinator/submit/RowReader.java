package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.ProblemType;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** The text of a table, which ends the reading when a row has no end. */
final class RowReader extends FilterReader {

    /** What the parser may have read ahead. */
    private static final int AHEAD = 1 << 14;

    private final int most;
    private long ofRow;

    /** @param most characters of a row */
    RowReader(Reader text, int most) {
        super(text);
        this.most = most;
    }

    /** Another row begins. */
    void row() {
        ofRow = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, Math.min(length, AHEAD));
        ofRow += Math.max(read, 0);
        if (ofRow > most + AHEAD) {
            throw new ProblemException(
                    ProblemType.LIMIT_EXCEEDED,
                    "a row has more than %d bytes (fader.limits.item-bytes): is a quotation mark missing?"
                            .formatted(most));
        }
        return read;
    }
}
