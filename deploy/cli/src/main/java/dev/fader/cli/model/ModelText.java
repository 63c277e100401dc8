package dev.fader.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.model.ModelLineage;
import dev.fader.schemas.model.ModelView;
import java.util.TreeMap;

/** A model, as text for a terminal: a line for each thing that is known. */
final class ModelText {

    private final StringBuilder text = new StringBuilder();

    private ModelText() {}

    static String of(ModelView model) {
        ModelText lines = new ModelText();
        lines.line("model", model.sha256());
        lines.line("network", "%s %s".formatted(model.architecture(), model.network()));
        lines.line("sources", "%s at %d Hz".formatted(String.join(", ", model.sources()), model.sampleRateHz()));
        lines.description(model.network());
        lines.line(
                "object",
                "%s/%s, %d bytes"
                        .formatted(
                                model.object().bucket(),
                                model.object().key(),
                                model.object().bytes()));
        lines.lineage(model.lineage());
        new TreeMap<>(model.measurements())
                .forEach((what, value) -> lines.line("measured", "%s %.4g".formatted(what, value)));
        return lines.text.toString();
    }

    /** Of a model made elsewhere, what its description says. */
    private void description(JsonNode network) {
        if (network.path("format").isMissingNode()) {
            return;
        }
        line("channels", network.path("channels").asText());
        JsonNode length = network.path("length");
        line(
                "length",
                length.isObject()
                        ? "%s, %d samples"
                                .formatted(
                                        length.path("rule").asText(),
                                        length.path("samples").asInt())
                        : "free");
    }

    private void lineage(ModelLineage lineage) {
        for (String known : new String[] {"licence", "origin"}) {
            String said = lineage.provenance().get(known);
            if (said != null) {
                line(known, said);
            }
        }
        if (lineage.run() != null) {
            line("run", lineage.run().toString());
        }
        if (lineage.step() != null) {
            line("steps", lineage.step().toString());
        }
        if (lineage.datasetName() != null) {
            line("data set", lineage.datasetName());
        }
        if (lineage.configSignature() != null) {
            line("config", lineage.configSignature());
        }
    }

    private void line(String what, String value) {
        text.append("%-10s %s%n".formatted(what, value));
    }
}
