package dev.fader.trainer.mixing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.mixer.MlpMixer;
import dev.fader.trainer.mixer.TimeInvariant;
import dev.fader.trainer.mixer.Weigher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Every hyper-parameter of a mixer's training, in one file.
 *
 * @param segment T, samples
 * @param hop samples from one segment of a song to the next
 * @param mixture whether the mixture is mixed, too
 * @param separators what is mixed of each
 * @param sources K: of the outputs, and the stems that sum to the mixture
 * @param batchSize segments at once
 * @param learningRate of Adam, constant
 * @param epochs each with every segment of every song
 * @param checkpointEvery steps; there is one at the end of each epoch, too
 */
public record MixerConfig(
        Weigher weigher,
        int segment,
        int hop,
        boolean mixture,
        List<Mixed> separators,
        List<String> sources,
        int sampleRateHz,
        int batchSize,
        double learningRate,
        int epochs,
        int checkpointEvery,
        long seed) {

    /** @param name of the separator. @param sources of it that are mixed */
    public record Mixed(String name, List<String> sources) {}

    public MixerConfig {
        separators = List.copyOf(separators);
        sources = List.copyOf(sources);
        requirePositive("hop", hop);
        requirePositive("batchSize", batchSize);
        requirePositive("epochs", epochs);
        requirePositive("checkpointEvery", checkpointEvery);
        if (!(learningRate > 0 && learningRate < 1)) {
            throw new IllegalArgumentException("learningRate must lie between 0 and 1, not be " + learningRate);
        }
    }

    /** As the paper sets it (its section 4.2), for the sources of its table. @param epochs 50, or 100 for MDX-Mixer */
    static MixerConfig paper(Weigher weigher, int epochs, List<Mixed> separators) {
        return new MixerConfig(
                weigher,
                MixerShape.PAPER_SEGMENT,
                1 << 15,
                true,
                separators,
                MixerInputs.PAPER_SOURCES,
                44_100,
                4,
                3e-4,
                epochs,
                500,
                1);
    }

    /** The paper's 1×1 convolution. */
    static MixerConfig timeInvariant(List<Mixed> separators) {
        return paper(new TimeInvariant(), 50, separators);
    }

    /** The paper's MDX-Mixer of eight layers, without dropout. */
    static MixerConfig mlpMixer(List<Mixed> separators) {
        return paper(MlpMixer.paper(8, 0), 100, separators);
    }

    /** @throws IOException naming the key that is missing, unknown or malformed */
    public static MixerConfig read(Path file) throws IOException {
        return Json.COMPLETE.readValue(file.toFile(), MixerConfig.class);
    }

    /** Whether a configuration is a mixer's, and no network's. */
    public static boolean isOne(JsonNode config) {
        return config.has("weigher");
    }

    /** The same from a text. */
    public static MixerConfig parse(String json) throws IOException {
        return Json.COMPLETE.readValue(json, MixerConfig.class);
    }

    /** In one line: two configurations are the same if this is. */
    String toJson() {
        return Json.MAPPER.valueToTree(this).toString();
    }

    /** For people: the file that {@link #read} takes. */
    String toText() throws IOException {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, not " + value);
        }
    }
}
