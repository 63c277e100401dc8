package dev.fader.coordinator.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.ConnectionException;

/** Every error of the API as a problem document (RFC 9457). */
public final class ProblemMappers {

    private static final int LONGEST_DETAIL = 2000;
    private static final int LONGEST_POINTER = 500;
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response refused(ProblemException e) {
        return response(e.problem());
    }

    /** The second is named because the framework has a mapper of its own for it. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response unreadable(JsonProcessingException e) {
        return response(unreadableBody(e));
    }

    /** A body that is no JSON, or not the JSON that is expected. */
    public static Problem unreadableBody(JsonProcessingException e) {
        Problem.Fault fault = JsonFaults.inText(e);
        return Problem.of(
                ProblemType.MALFORMED_REQUEST,
                fault.pointer().isEmpty() ? fault.detail() : "%s: %s".formatted(fault.pointer(), fault.detail()),
                List.of(fault));
    }

    @ServerExceptionMapper({
        WebApplicationException.class,
        BadRequestException.class,
        NotFoundException.class,
        NotAllowedException.class,
        NotAcceptableException.class,
        NotSupportedException.class
    })
    public Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        if (e.getCause() instanceof ProblemException refused) {
            return refused(refused);
        }
        return switch (e.getResponse().getStatus()) {
            case 404 -> response(Problem.of(ProblemType.NOT_FOUND, "no such path"));
            case 405 -> response(Problem.of(ProblemType.METHOD_NOT_ALLOWED, "this path does not take this method"));
            case 415 -> response(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send application/json"));
            case 413 -> response(Problem.of(ProblemType.LIMIT_EXCEEDED, "the body is larger than is read"));
            case 500 -> failed(e);
            default -> response(Problem.of(ProblemType.MALFORMED_REQUEST, String.valueOf(e.getMessage())));
        };
    }

    @ServerExceptionMapper
    public Response unavailable(ConnectionException e) {
        LOG.warnf("the database does not answer: %s", e.getMessage());
        return response(Problem.of(ProblemType.UNAVAILABLE, "the database does not answer; try again"));
    }

    @ServerExceptionMapper
    public Response failed(Exception e) {
        LOG.error("a request failed", e);
        return response(Problem.of(ProblemType.INTERNAL, "this is a fault of the service; its log says more"));
    }

    private static Response response(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(shown(problem));
        if (problem.status() == ProblemType.TOO_MANY_REQUESTS.status()
                || problem.status() == ProblemType.UNAVAILABLE.status()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }

    /** What was sent is repeated in a problem as far as it helps, and never so that the answer cannot be written. */
    private static Problem shown(Problem problem) {
        List<Problem.Fault> errors = problem.errors();
        return Problem.of(
                problem.type(),
                Texts.shown(problem.detail(), LONGEST_DETAIL),
                errors == null
                        ? List.of()
                        : errors.stream()
                                .map(fault -> new Problem.Fault(
                                        Texts.shown(fault.pointer(), LONGEST_POINTER),
                                        Texts.shown(fault.detail(), LONGEST_DETAIL)))
                                .toList());
    }
}
