package dev.fader.trainer.mixer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trained mixer as it is kept: safetensors with the separators that it was trained for, its sources, rate and shape in the
 * header.
 *
 * @param provenance free text about its training
 */
public record MixerFile(MixerInputs channels, MixerShape shape, Map<String, String> provenance, Weights weights) {

    private static final String CONFIG_KEY = "mixer";

    private record Config(MixerInputs channels, Weigher weigher, int segment) {}

    public MixerFile {
        if (shape.inputs() != channels.inputs() || shape.outputs() != channels.outputs()) {
            throw new IllegalArgumentException("a mixer of %d channels to %d is none for %s to %s"
                    .formatted(shape.inputs(), shape.outputs(), channels.inputNames(), channels.outputNames()));
        }
    }

    /** Whether a file is a mixer, and no network. */
    public static boolean isOne(Safetensors file) {
        return file.metadata().containsKey(CONFIG_KEY);
    }

    /** @throws IOException if the file is damaged, is no mixer, or holds tensors of another one */
    public static MixerFile read(Path path) throws IOException {
        Safetensors file = Safetensors.read(path);
        String json = file.metadata().get(CONFIG_KEY);
        if (json == null) {
            throw new IOException(
                    path + " has no mixer's configuration in its header: it is no mixer, which 'train-mixer' makes");
        }
        Map<String, String> provenance = new LinkedHashMap<>(file.metadata());
        provenance.remove(CONFIG_KEY);
        try {
            Config config = Json.MAPPER.readValue(json, Config.class);
            MixerShape shape = MixerShape.of(config.weigher(), config.segment(), config.channels());
            file.tensors()
                    .requireExactly(
                            MixerPrograms.mixing(shape, Parameters.NAMED).parameters());
            return new MixerFile(config.channels(), shape, provenance, file.tensors());
        } catch (JsonProcessingException e) {
            throw new IOException(path + " has a configuration that cannot be read: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    public void write(Path path) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(provenance);
        metadata.put(
                CONFIG_KEY, Json.MAPPER.writeValueAsString(new Config(channels, shape.weigher(), shape.segment())));
        new Safetensors(metadata, weights).write(path);
    }

    /** Number of trained values. */
    public long parameters() {
        return MixerPrograms.mixing(shape, Parameters.NAMED).parameterCount();
    }
}
