package dev.fader.worker.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.model.ModelRows;
import dev.fader.queue.model.NewModel;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.model.ModelLineage;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.foreign.SeparatorDescription;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.network.Architectures;
import dev.fader.trainer.separators.SeparatorFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How the file of a model is entered among the service's, whoever brought it. */
public final class ModelRegister {

    private static final String TRAINING = "training";
    private static final String STEPS = "steps";
    private static final String DATA = "data";

    private ModelRegister() {}

    /**
     * Writes a model, and gives it a name where no other has it: an alias that there is moves by promotions.
     *
     * @return the alias, if it names the model now
     */
    public static Optional<String> enter(Handle transaction, NewModel model, String name) {
        ModelRows.register(transaction, model);
        return name(transaction, model.sha256(), name);
    }

    /** The same of a model that is known already. */
    static Optional<String> name(Handle transaction, String sha256, String name) {
        if (ModelNames.aliasFault(name) != null) {
            return Optional.empty();
        }
        boolean unused = AliasRows.setFirst(transaction, name, sha256);
        return AliasRows.model(transaction, name).filter(sha256::equals).map(named -> name);
    }

    /** What a file says of itself, whatever separates. @param measurements of it, by name */
    public static NewModel described(SeparatorFile file, StoredObject object, Map<String, Double> measurements)
            throws IOException {
        return switch (file) {
            case SeparatorFile.Network(ModelFile network) -> described(network, object, measurements);
            case SeparatorFile.Foreign foreign -> described(foreign.content().description(), object, measurements);
            case SeparatorFile.Mixer mixer -> described(mixer.content(), object, measurements);
        };
    }

    private static NewModel described(ModelFile model, StoredObject object, Map<String, Double> measurements)
            throws IOException {
        return new NewModel(
                object,
                Architectures.nameOf(model.network().getClass()),
                tree(model.network()),
                model.sources(),
                model.sampleRateHz(),
                lineage(model.provenance()),
                measurements);
    }

    private static NewModel described(
            SeparatorDescription foreign, StoredObject object, Map<String, Double> measurements) {
        Map<String, String> provenance = new HashMap<>();
        Optional.ofNullable(foreign.licence()).ifPresent(licence -> provenance.put("licence", licence));
        Optional.ofNullable(foreign.origin()).ifPresent(origin -> provenance.put("origin", origin));
        return new NewModel(
                object,
                foreign.format().toString(),
                FaderJson.tree(foreign),
                foreign.allSources(),
                foreign.sampleRateHz(),
                new ModelLineage(null, null, null, null, null, provenance),
                measurements);
    }

    private static NewModel described(MixerFile mixer, StoredObject object, Map<String, Double> measurements)
            throws IOException {
        return new NewModel(
                object,
                "mdx_mixer",
                tree(Map.of("channels", mixer.channels(), "shape", mixer.shape())),
                mixer.channels().sources(),
                mixer.channels().sampleRateHz(),
                lineage(mixer.provenance()),
                measurements);
    }

    private static ModelLineage lineage(Map<String, String> provenance) {
        String training = provenance.get(TRAINING);
        return new ModelLineage(
                null,
                number(provenance.get(STEPS)),
                null,
                provenance.get(DATA),
                training == null ? null : Sha256.of(training.getBytes(StandardCharsets.UTF_8)),
                provenance);
    }

    /** As the files have it. */
    private static JsonNode tree(Object hyperparameters) throws IOException {
        return FaderJson.mapper().readTree(Json.MAPPER.writeValueAsString(hyperparameters));
    }

    private static @Nullable Long number(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
