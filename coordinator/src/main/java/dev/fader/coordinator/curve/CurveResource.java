package dev.fader.coordinator.curve;

import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.curve.CurveRequest;
import dev.fader.queue.curve.Curves;
import dev.fader.queue.curve.StepRange;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.MetricCurve;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RunAttempts;
import dev.fader.schemas.api.RunMetrics;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Curves of training runs, alone and side by side. */
@Path("/v1")
public final class CurveResource {

    private static final int POINTS = 500;
    private static final int MOST_POINTS = 2000;
    private static final int MOST_RUNS = 20;
    /** No training takes so many steps, and sums of two fit. */
    private static final long MOST_STEPS = 1L << 53;

    private final KnownRuns runs;
    private final Curves curves;

    CurveResource(KnownRuns runs, Curves curves) {
        this.runs = runs;
        this.curves = curves;
    }

    @GET
    @Path("/runs/{id}/metrics")
    @Operation(
            operationId = "listMetrics",
            summary = "What a run has records of: last, lowest and highest value of each")
    public RunMetrics metrics(String id) {
        RunId run = runs.find(id);
        return new RunMetrics(run, curves.summaries(run));
    }

    @GET
    @Path("/runs/{id}/attempts")
    @Operation(
            operationId = "listAttempts",
            summary = "The stretches in which it was trained; a later one supersedes what earlier ones recorded"
                    + " from its first step on")
    public RunAttempts attempts(String id) {
        RunId run = runs.find(id);
        return new RunAttempts(run, curves.attempts(run));
    }

    @GET
    @Path("/runs/{id}/metrics/{name: .+}")
    @Operation(
            operationId = "getCurve",
            summary = "A curve of at most so many points between two steps, both included; of one attempt,"
                    + " superseded or not, if one is named")
    public MetricCurve curve(
            String id,
            String name,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("points") @Nullable Integer points,
            @QueryParam("attempt") @Nullable Integer attempt) {
        RunId run = runs.find(id);
        CurveRequest request = new CurveRequest(name, step("from", from), step("to", to), points(points), attempt);
        return curve(run, request);
    }

    @GET
    @Path("/curves")
    @Operation(
            operationId = "compareCurves",
            summary = "Curves of several runs over the same steps, in the order asked; run as often as wanted")
    public List<MetricCurve> compare(
            @QueryParam("run") List<String> ids,
            @QueryParam("name") @Nullable String name,
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("points") @Nullable Integer points) {
        if (name == null || ids.isEmpty() || ids.size() > MOST_RUNS) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "say name, and run 1 to %d times: it comes %d times".formatted(MOST_RUNS, ids.size()));
        }
        List<RunId> all = ids.stream().map(runs::find).toList();
        Optional<StepRange> range =
                all.stream().flatMap(run -> curves.range(run, name).stream()).reduce(StepRange::and);
        Long first = step("from", from);
        Long last = step("to", to);
        CurveRequest request = new CurveRequest(
                name,
                first == null ? range.map(StepRange::first).orElse(null) : first,
                last == null ? range.map(StepRange::last).orElse(null) : last,
                points(points),
                null);
        return all.stream().map(run -> curve(run, request)).toList();
    }

    private MetricCurve curve(RunId run, CurveRequest request) {
        return new MetricCurve(
                run,
                request.name(),
                request.attempt(),
                curves.summary(run, request.name()).orElse(null),
                curves.curve(run, request));
    }

    private static int points(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > MOST_POINTS)) {
            throw Parameters.refused("points", asked.toString(), "1 to %d is expected".formatted(MOST_POINTS));
        }
        return asked == null ? POINTS : asked;
    }

    private static @Nullable Long step(String parameter, @Nullable Long asked) {
        if (asked != null && (asked < -1 || asked > MOST_STEPS)) {
            throw Parameters.refused(
                    parameter, asked.toString(), "a step from -1 to %d is expected".formatted(MOST_STEPS));
        }
        return asked;
    }
}
