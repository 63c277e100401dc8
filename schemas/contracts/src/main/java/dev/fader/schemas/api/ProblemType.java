package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The {@code type} of a {@link Problem}: every way in which the API refuses. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    FORBIDDEN(403, "This service does not allow it"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not understood"),
    RESULT_NOT_READY(409, "The task has no result"),
    CONFLICT(409, "The present state does not allow this"),
    TOO_SLOW(408, "The request came too slowly"),
    LIMIT_EXCEEDED(413, "The request is over a limit"),
    INVALID_BATCH(422, "The batch cannot be accepted"),
    INVALID_PRESET(422, "The preset cannot be accepted"),
    INVALID_PROMOTION(422, "The promotion cannot be accepted"),
    INVALID_MODEL(422, "The model cannot be accepted"),
    IDEMPOTENCY_KEY_REUSED(422, "The key was used for another request"),
    INVALID_RUN(422, "The run cannot be accepted"),
    INVALID_SWEEP(422, "The sweep cannot be accepted"),
    INVALID_EVALUATION(422, "The evaluation cannot be accepted"),
    INVALID_DATASET(422, "The data set cannot be accepted"),
    INVALID_UPLOAD(422, "The upload cannot be accepted"),
    TOO_MANY_REQUESTS(429, "Too much at once from one client"),
    UNAVAILABLE(503, "A part that is needed does not answer"),
    INTERNAL(500, "The service failed");

    private static final String PREFIX = "urn:fader:problem:";
    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @JsonCreator
    public static ProblemType parse(String uri) {
        return Arrays.stream(values())
                .filter(type -> type.uri().equals(uri))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no problem type of ours".formatted(uri)));
    }

    /** For example {@code urn:fader:problem:not-found}. */
    @JsonValue
    public String uri() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status it comes with. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
