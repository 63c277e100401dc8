package dev.fader.coordinator.retry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.naming.OutputNames;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.Collision;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.remix.RemixSpec;
import java.util.function.UnaryOperator;

/** Refuses to retry what would get the name of another output: {@code song.wav} and {@code song.mp3} asked for as FLAC. */
final class RetryNames implements UnaryOperator<JsonNode> {

    private final OutputNames names = new OutputNames();
    private final UnaryOperator<JsonNode> edit;
    private int item;

    /** @param edit what is otherwise about a retry */
    RetryNames(UnaryOperator<JsonNode> edit) {
        this.edit = edit;
    }

    /** @throws ProblemException naming the output */
    @Override
    public JsonNode apply(JsonNode asked) {
        JsonNode edited = edit.apply(asked);
        RemixSpec spec = FaderJson.read(edited, RemixSpec.class);
        Collision collision = names.take(spec, item++);
        if (collision != null) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH,
                    "%s and another file would both become '%s': retry them one by one, or in their own formats"
                            .formatted(spec.input().key(), collision.name()));
        }
        return edited;
    }
}
