package dev.fader.worker.model;

import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The networks of a folder, by alias, loaded at their first use and kept. Safe for several threads. */
public final class Models {

    private static final String EXTENSION = ".safetensors";

    private final Path folder;
    private final Device device;
    private final Map<String, Loaded> loaded = new HashMap<>();

    public Models(Path folder, Device device) {
        this.folder = folder;
        this.device = device;
    }

    /** A network on its device, and what results say about it. */
    public record Loaded(DifferenceNetwork network, ModelRef ref) {}

    /** @throws RefusedInput if there is no such model here */
    public synchronized Loaded get(String alias) throws IOException, RefusedInput {
        Loaded known = loaded.get(alias);
        if (known != null) {
            return known;
        }
        Path file = folder.resolve(alias + EXTENSION).normalize();
        if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            throw new RefusedInput("unknown_model", "this worker has no model '%s'".formatted(alias));
        }
        DifferenceNetwork network = DifferenceNetwork.load(ModelFile.read(file), device);
        Loaded fresh = new Loaded(network, new ModelRef(alias, Sha256.of(file)));
        loaded.put(alias, fresh);
        return fresh;
    }

    /** Wall time that all networks have spent in calls, in seconds. */
    public synchronized double busySeconds() {
        return loaded.values().stream()
                .mapToDouble(model -> model.network().busySeconds())
                .sum();
    }
}
