package dev.fader.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.SubmitSweep;
import dev.fader.schemas.api.SubmitSweep.Drawing;
import dev.fader.trainer.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of the shipped sweeps is one that the trainer understands. */
class ShippedSweepsTest {

    private static final Path FOLDER = Path.of("../deploy/sweeps");

    static List<Path> sweeps() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sweeps")
    void theTrainerReadsTheConfigurationWithEachOfTheValues(Path file) throws Exception {
        SubmitSweep sweep = FaderJson.read(Files.readString(file), SubmitSweep.class);
        Set<TrainingConfig> read = new HashSet<>();
        int tried = 0;

        for (var axis : values(sweep).entrySet()) {
            for (JsonNode value : axis.getValue()) {
                JsonNode config = with(sweep.config(), axis.getKey(), value);
                read.add(TrainingConfig.parse(config.toString()));
                tried++;
            }
        }

        assertThat(read)
                .as("of %d values, one or two are those of the file", tried)
                .hasSizeGreaterThan(tried / 2);
    }

    private static Map<String, List<JsonNode>> values(SubmitSweep sweep) {
        SubmitSweep.Points points = sweep.points();
        return points.grid() != null
                ? points.grid()
                : points.random().values().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> some(entry.getValue())));
    }

    private static List<JsonNode> some(Drawing drawing) {
        return drawing.of() != null
                ? drawing.of()
                : Objects.requireNonNullElse(drawing.linear(), drawing.log()).stream()
                        .map(FaderJson::tree)
                        .toList();
    }

    private static JsonNode with(JsonNode base, String path, JsonNode value) throws IOException {
        JsonNode config = base.deepCopy();
        int dot = path.lastIndexOf('.');
        ObjectNode parent = (ObjectNode)
                (dot < 0 ? config : config.at("/" + path.substring(0, dot).replace('.', '/')));
        String name = path.substring(dot + 1);
        if (value.isObject()) {
            ObjectReader over = FaderJson.mapper().readerForUpdating(parent.get(name));
            Object unused = over.readValue(value);
        } else {
            parent.set(name, value);
        }
        return config;
    }
}
