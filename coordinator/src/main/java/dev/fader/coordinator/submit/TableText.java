package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a table: UTF-8, or UTF-16 that begins with a byte-order mark, as spreadsheets write either. Bytes that are
 * neither end the reading, and so do control characters, and a row without an end.
 */
final class TableText extends Reader {

    private static final int BLOCK = 1 << 14;
    /** What is read before the parser asks for it. */
    private static final int AHEAD = 2 * BLOCK;

    private static final int MARK_BYTES = 3;

    private final InputStream bytes;
    private final CharsetDecoder decoder;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).flip();
    private final CharBuffer text = CharBuffer.allocate(BLOCK).flip();
    private final int most;
    private long ofRow;
    private long line = 1;
    private long column;
    private boolean ended;

    /** @param body that can be marked @param most characters of a row */
    TableText(InputStream body, int most) throws IOException {
        this.bytes = body;
        this.most = most;
        this.decoder = charset(body).newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    }

    /** @throws ProblemException when a body is no text to its end */
    static void check(InputStream body) throws IOException {
        try (TableText text = new TableText(body, Integer.MAX_VALUE)) {
            while (text.decode()) {
                // the text itself is of no interest
            }
        }
    }

    /** What the byte-order mark says, which is not read again. */
    private static Charset charset(InputStream body) throws IOException {
        body.mark(MARK_BYTES);
        byte[] begin = body.readNBytes(MARK_BYTES);
        body.reset();
        if (begins(begin, 0xEF, 0xBB, 0xBF)) {
            body.skipNBytes(3);
        } else if (begins(begin, 0xFF, 0xFE)) {
            body.skipNBytes(2);
            return StandardCharsets.UTF_16LE;
        } else if (begins(begin, 0xFE, 0xFF)) {
            body.skipNBytes(2);
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean begins(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** Another row begins. */
    void row() {
        ofRow = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (!text.hasRemaining()) {
            if (!decode()) {
                return -1;
            }
        }
        int read = Math.min(length, text.remaining());
        text.get(buffer, offset, read);
        ofRow += read;
        if (ofRow > (long) most + AHEAD) {
            throw new ProblemException(
                    ProblemType.LIMIT_EXCEEDED,
                    "a row has more than %d bytes (fader.limits.item-bytes): is a quotation mark missing?"
                            .formatted(most));
        }
        return read;
    }

    /** @return false at the end of the body */
    private boolean decode() throws IOException {
        text.clear();
        CoderResult result = decoder.decode(block, text, ended);
        text.flip();
        for (int i = 0; i < text.length(); i++) {
            count(text.charAt(i));
        }
        if (text.hasRemaining()) {
            return true;
        }
        if (result.isError()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "line %d, column %d: byte 0x%02X is not %s: save the table as UTF-8"
                            .formatted(line, column + 1, block.get(block.position()), decoder.charset()));
        }
        boolean more = !ended;
        if (more) {
            fill();
        }
        return more;
    }

    /** The parser would take control characters for blanks. */
    private void count(char unit) {
        column++;
        if (unit == '\n') {
            line++;
            column = 0;
        } else if (Character.isISOControl(unit) && unit != '\r' && unit != '\t') {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "line %d, column %d: U+%04X is a control character: save the table as UTF-8, without any"
                            .formatted(line, column, (int) unit));
        }
    }

    private void fill() throws IOException {
        block.compact();
        int read = bytes.read(block.array(), block.position(), block.remaining());
        ended = read < 0;
        block.position(block.position() + Math.max(read, 0)).flip();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
