package dev.fader.worker.model;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.model.ModelRows;
import dev.fader.queue.model.NewModel;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.model.ModelLineage;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.foreign.SeparatorDescription;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.network.Architectures;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Registers what lies in a worker's folder: object, row, and an alias of the file's name where there is none yet. An
 * alias that there is stays what it is: it moves by promotions. A turn does what is left to do, so that one that failed
 * is made up for by the next; a file that is put there later is found.
 */
public final class ShippedModels implements Loop.Turn {

    private static final Logger LOG = Logger.getLogger(ShippedModels.class);
    private static final String TRAINING = "training";
    private static final String STEPS = "steps";
    private static final String DATA = "data";

    private final ModelFolder folder;
    private final ObjectStorage storage;
    private final Jdbi jdbi;
    /** Name and hash; what cannot be read is not read again until it changes. */
    private final Set<String> done = new HashSet<>();

    public ShippedModels(ModelFolder folder, ObjectStorage storage, Jdbi jdbi) {
        this.folder = folder;
        this.storage = storage;
        this.jdbi = jdbi;
    }

    @Override
    public void take() throws IOException {
        for (Path file : folder.files()) {
            String name = ModelFolder.nameOf(file);
            String sha256 = folder.hashOf(file);
            if (!done.contains(name + " " + sha256)) {
                register(file, name, sha256);
                done.add(name + " " + sha256);
            }
        }
    }

    private void register(Path file, String name, String sha256) throws IOException {
        SeparatorFile model;
        try {
            model = SeparatorFile.read(file);
        } catch (IOException e) {
            LOG.errorf("%s is no model and is not registered: %s", file, e.getMessage());
            return;
        }
        StoredObject object = storage.putOnce(file, ModelNames.key(sha256), sha256);
        jdbi.useTransaction(handle -> {
            ModelRows.register(handle, described(model, object));
            if (ModelNames.aliasFault(name) == null && AliasRows.setFirst(handle, name, sha256)) {
                LOG.infof("model %s is registered as '%s'", sha256, name);
            }
            if (AliasRows.setFirstAs(handle, ModelNames.PRODUCTION, RemixSpec.DEFAULT_MODEL)) {
                LOG.infof("'%s' is what '%s' is", ModelNames.PRODUCTION, RemixSpec.DEFAULT_MODEL);
            }
        });
    }

    private static NewModel described(ModelFile model, StoredObject object) throws IOException {
        return new NewModel(
                object,
                Architectures.nameOf(model.network().getClass()),
                FaderJson.mapper().readTree(Json.MAPPER.writeValueAsString(model.network())),
                model.sources(),
                model.sampleRateHz(),
                lineage(model.provenance()),
                Map.of());
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

    /** What a file says of itself. */
    public static NewModel described(SeparatorFile file, StoredObject object) throws IOException {
        return switch (file) {
            case SeparatorFile.Network(ModelFile network) -> described(network, object);
            case SeparatorFile.Foreign foreign -> described(foreign.content().description(), object);
            case SeparatorFile.Mixer mixer -> described(mixer.content(), object);
        };
    }

    private static NewModel described(SeparatorDescription foreign, StoredObject object) {
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
                Map.of());
    }

    private static NewModel described(MixerFile mixer, StoredObject object) throws IOException {
        return new NewModel(
                object,
                "mdx_mixer",
                FaderJson.mapper()
                        .readTree(Json.MAPPER.writeValueAsString(
                                Map.of("channels", mixer.channels(), "shape", mixer.shape()))),
                mixer.channels().sources(),
                mixer.channels().sampleRateHz(),
                lineage(mixer.provenance()),
                Map.of());
    }

    private static @Nullable Long number(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
