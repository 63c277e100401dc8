package dev.fader.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained network as it is shipped and loaded: safetensors with everything in the header that is needed to run it.
 *
 * @param provenance free text about its training, such as the configuration and the command
 */
public record ModelFile(
        Network network, List<String> sources, int sampleRateHz, Map<String, String> provenance, Weights weights) {

    private static final String CONFIG_KEY = "config";

    private record Config(Network network, List<String> sources, int sampleRateHz) {}

    /** @throws IOException if the file is damaged, has no configuration, or holds tensors of another network */
    public static ModelFile read(Path path) throws IOException {
        Safetensors file = Safetensors.read(path);
        String json = file.metadata().get(CONFIG_KEY);
        if (json == null) {
            throw new IOException(path + " has no network configuration in its header: it is not a model of Fader");
        }
        Map<String, String> provenance = new LinkedHashMap<>(file.metadata());
        provenance.remove(CONFIG_KEY);
        try {
            Config config = Json.MAPPER.readValue(json, Config.class);
            file.tensors()
                    .requireExactly(NetworkPrograms.separation(config.network(), Parameters.NAMED)
                            .tensors());
            return new ModelFile(config.network(), config.sources(), config.sampleRateHz(), provenance, file.tensors());
        } catch (JsonProcessingException e) {
            throw new IOException(path + " has a configuration that cannot be read: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    public void write(Path path) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(provenance);
        metadata.put(CONFIG_KEY, Json.MAPPER.writeValueAsString(new Config(network, sources, sampleRateHz)));
        new Safetensors(metadata, weights).write(path);
    }
}
