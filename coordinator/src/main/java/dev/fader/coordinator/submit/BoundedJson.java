package dev.fader.coordinator.submit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.ProblemType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One value out of a stream that may be longer than memory, and no more of it than a limit. */
final class BoundedJson {

    private BoundedJson() {}

    /** Moves to the end of the value that the parser is at. @param setting that names the limit */
    static void skip(JsonParser parser, String what, int maxBytes, String setting) throws IOException {
        walk(parser, null, what, maxBytes, setting);
    }

    /** The same, and writes the value. */
    static void copy(JsonParser parser, JsonGenerator to, String what, int maxBytes, String setting)
            throws IOException {
        walk(parser, to, what, maxBytes, setting);
    }

    private static void walk(JsonParser parser, @Nullable JsonGenerator to, String what, int maxBytes, String setting)
            throws IOException {
        long begin = parser.currentTokenLocation().getByteOffset();
        int depth = 0;
        do {
            if (depth > 0) {
                parser.nextToken();
            }
            if (parser.currentLocation().getByteOffset() - begin > maxBytes) {
                throw new ProblemException(
                        ProblemType.LIMIT_EXCEEDED,
                        "%s has more than %d bytes (%s)".formatted(what, maxBytes, setting));
            }
            if (to != null) {
                to.copyCurrentEvent(parser);
            }
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0);
    }
}
