package dev.fader.coordinator.request;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.ProblemType;

/** Whether bytes that come piece by piece are UTF-8 (RFC 3629) without NUL. */
final class Utf8Check {

    private long line = 1;
    private long column;
    /** Bytes that the character still needs, and the bounds of the next of them. */
    private int missing;

    private int lowest;
    private int highest;

    /** @throws ProblemException naming line and byte of the first that is not */
    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int next = bytes[i] & 0xFF;
            column++;
            if (missing > 0) {
                if (next < lowest || next > highest) {
                    throw fault("is not UTF-8");
                }
                expect(missing - 1, 0x80, 0xBF);
            } else if (next >= 0x80) {
                first(next);
            } else if (next == '\n') {
                line++;
                column = 0;
            } else if (next == 0) {
                throw fault("is NUL");
            }
        }
    }

    private void first(int next) {
        if (next >= 0xC2 && next <= 0xDF) {
            expect(1, 0x80, 0xBF);
        } else if (next >= 0xE0 && next <= 0xEF) {
            // neither a longer form than is needed, nor a surrogate
            expect(2, next == 0xE0 ? 0xA0 : 0x80, next == 0xED ? 0x9F : 0xBF);
        } else if (next >= 0xF0 && next <= 0xF4) {
            expect(3, next == 0xF0 ? 0x90 : 0x80, next == 0xF4 ? 0x8F : 0xBF);
        } else {
            throw fault("is not UTF-8");
        }
    }

    private void expect(int more, int from, int to) {
        missing = more;
        lowest = from;
        highest = to;
    }

    /** @throws ProblemException when a character was cut short */
    void end() {
        if (missing > 0) {
            throw fault("ends within a character of UTF-8");
        }
    }

    private ProblemException fault(String what) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST, "line %d, byte %d: the body %s".formatted(line, column, what));
    }
}
