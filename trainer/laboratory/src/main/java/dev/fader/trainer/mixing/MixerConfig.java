package dev.fader.trainer.mixing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.configuration.ConfigurationReader;
import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.mixer.MlpMixer;
import dev.fader.trainer.mixer.TimeInvariant;
import dev.fader.trainer.mixer.Weigher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Every hyper-parameter of a mixer's training, in one file.
 */
public record MixerConfig(
        @Key("how weights are found: see [Weighers](#weighers)")
        Weigher weigher,

        @Key(
                value = "T, samples that share their weights; a multiple of 4",
                unit = "samples",
                min = 4,
                max = 268435456,
                source = "262 144")
        int segment,

        @Key(value = "from one segment of a song to the next", unit = "samples", min = 1, source = "32 768")
        int hop,

        @Key(value = "whether the mixture is mixed, too", source = "true")
        boolean mixture,

        @Key("what is mixed of each separator") List<Mixed> separators,

        @Key("K: of the outputs, and the stems that sum to the mixture")
        List<String> sources,

        @Key(value = "of songs and separators", unit = "Hz", min = 1000, max = 192000, source = "44 100")
        int sampleRateHz,

        @Key(value = "at once", unit = "segments", min = 1, max = 65536, source = "4")
        int batchSize,

        @Key(value = "of Adam, constant", above = 0, max = 1, source = "0.0003")
        double learningRate,

        @Key(value = "each with every segment of every song", min = 1, source = "50, or 100 for MDX-Mixer")
        int epochs,

        @Key(
                value = "from one checkpoint to the next; there is one at the end of each epoch, too",
                unit = "steps",
                min = 1)
        int checkpointEvery,

        @Key("of the first weights, the order of segments and dropout")
        long seed) {

    private static final ConfigurationReader<MixerConfig> READER = Json.reader(MixerConfig.class);

    private static final Set<String> MAY_CHANGE = Set.of("epochs", "learningRate", "checkpointEvery");

    /** What is mixed of a separator. */
    public record Mixed(
            @Key("of the separator, as `--estimates` has it")
            String name,

            @Key("of it that are mixed") List<String> sources) {}

    public MixerConfig {
        separators = List.copyOf(separators);
        sources = List.copyOf(sources);
        MixerShape unused = new MixerShape(weigher, segment, 1, 1);
        List<String> names = separators.stream().map(Mixed::name).toList();
        if (names.size() != names.stream().distinct().count()) {
            throw new IllegalArgumentException("two separators have one name: " + names);
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

    /** @throws IOException saying all that is wrong with the file, and where */
    public static MixerConfig read(Path file) throws IOException {
        return READER.read(file);
    }

    /** Whether a configuration is a mixer's, and no network's. */
    public static boolean isOne(JsonNode config) {
        return config.has("weigher");
    }

    /** The same from a text. */
    public static MixerConfig parse(String json) throws IOException {
        return READER.parse("the configuration", json);
    }

    /** In one line: two configurations are the same if this is. */
    String toJson() {
        return READER.shortest(this).toString();
    }

    /** In what the configuration of a checkpoint was another, but for what a run may change on its way. */
    List<String> differences(String was) throws IOException {
        return READER.differences(was, this, MAY_CHANGE);
    }

    /** For people: the file that {@link #read} takes. */
    String toText() throws IOException {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }
}
