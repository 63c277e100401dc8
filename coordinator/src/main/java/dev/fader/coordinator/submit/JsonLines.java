package dev.fader.coordinator.submit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitBatch;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Items in NDJSON: one object per line. Empty lines are none. */
final class JsonLines implements Items {

    private static final ObjectMapper JSON = FaderJson.mapper();

    private final InputStream body;
    private final byte[] line;
    private int length;
    private long number;

    /** @param lineBytes the longest line */
    JsonLines(InputStream body, int lineBytes) {
        this.body = body;
        this.line = new byte[lineBytes];
    }

    @Override
    public boolean advance() throws IOException {
        boolean more;
        do {
            more = next();
        } while (more && blank());
        return more;
    }

    /** @return false when there is no further line */
    private boolean next() throws IOException {
        length = 0;
        number++;
        int read = body.read();
        if (read < 0) {
            return false;
        }
        for (; read >= 0 && read != '\n'; read = body.read()) {
            if (length == line.length) {
                throw new ProblemException(
                        ProblemType.LIMIT_EXCEEDED,
                        "line %d has more than %d bytes (fader.limits.item-bytes)".formatted(number, line.length));
            }
            line[length++] = (byte) read;
        }
        return true;
    }

    private boolean blank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String place(String pointer) {
        return "line %d: ".formatted(number);
    }

    @Override
    public SubmitBatch.@Nullable Item read(String at, Diagnostics diagnostics) throws IOException {
        try (JsonParser parser = JSON.createParser(line, 0, length)) {
            return JsonItems.item(parser, at, diagnostics);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
