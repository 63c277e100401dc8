package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.Parameters;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What holds for all items of a table or of lines, from the query: the names of {@link SubmitBatch}'s parts. */
public class SubmissionParameters {

    @QueryParam("tenant")
    @Nullable String tenant;

    @QueryParam("class")
    @Nullable TaskClass taskClass;

    @QueryParam("priority")
    @Nullable Integer priority;

    @QueryParam("model")
    @Nullable String model;

    @QueryParam("preset")
    @Nullable String preset;

    @QueryParam("format")
    @Nullable OutputFormat format;

    @QueryParam("loudness")
    @Parameter(description = "none, match or LUFS; the last two may be followed by @ and the ceiling in dBTP")
    @Nullable String loudness;

    @QueryParam("stem")
    @Parameter(description = "makes stems of these sources instead of remixes; '*' for all; repeatable")
    List<String> stems = List.of();

    @QueryParam("residual")
    @Parameter(description = "with stem: what the stems of all sources leave, too")
    @Nullable Boolean residual;

    @QueryParam("sumToMixture")
    @Parameter(description = "with stem: whether the stems of all sources shall sum to the file")
    @Nullable Boolean sumToMixture;

    @QueryParam("givenStem")
    @Parameter(
            description =
                    "stems of these sources, which every item brings, are mixed in place of a model's; repeatable")
    List<String> givenStems = List.of();

    @QueryParam("givenRest")
    @Parameter(description = "with givenStem: the name of what these leave of a file, as one more source")
    @Nullable String givenRest;

    @QueryParam("nameTemplate")
    @Nullable String nameTemplate;

    @QueryParam("retainDays")
    @Nullable Integer retainDays;

    @QueryParam("label")
    @Parameter(description = "KEY=VALUE")
    List<String> labels = List.of();

    @QueryParam("metadata")
    @Parameter(description = "KEY=VALUE")
    List<String> metadata = List.of();

    /** @throws dev.fader.coordinator.problem.ProblemException when a part cannot be understood */
    SubmitBatch defaults() {
        return new SubmitBatch(
                tenant,
                taskClass,
                priority,
                model,
                null,
                preset,
                format,
                loudness == null ? null : Parameters.read("loudness", loudness, LoudnessPolicy::parse),
                null,
                stems(),
                given(),
                nameTemplate,
                pairs("label", labels),
                pairs("metadata", metadata),
                retainDays,
                null,
                null);
    }

    private SubmitBatch.@Nullable Stems stems() {
        return stems.isEmpty() && residual == null && sumToMixture == null
                ? null
                : new SubmitBatch.Stems(
                        stems.isEmpty() || stems.equals(List.of("*")) ? null : new ArrayList<>(stems),
                        residual,
                        sumToMixture);
    }

    private SubmitBatch.@Nullable GivenSources given() {
        return givenStems.isEmpty() && givenRest == null
                ? null
                : new SubmitBatch.GivenSources(new ArrayList<>(givenStems), givenRest);
    }

    private static @Nullable Map<String, @Nullable String> pairs(String name, List<String> pairs) {
        return pairs.isEmpty() ? null : new HashMap<>(Parameters.pairs(name, pairs));
    }
}
