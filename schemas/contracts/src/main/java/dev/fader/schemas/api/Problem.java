package dev.fader.schemas.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error as RFC 9457 has it, in {@link #MEDIA_TYPE}; {@code errors} points at each fault in a request's body. */
public record Problem(
        ProblemType type,
        String title,
        int status,
        String detail,
        @Nullable List<Fault> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** @param pointer JSON pointer (RFC 6901) into the request's body, such as {@code /items/3/gainsDb/vocals} */
    public record Fault(String pointer, String detail) {}

    public static Problem of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    public static Problem of(ProblemType type, String detail, List<Fault> errors) {
        return new Problem(type, type.title(), type.status(), detail, errors.isEmpty() ? null : errors);
    }
}
