package dev.fader.trainer.catalogue;

import dev.fader.schemas.remix.Gain;
import dev.fader.trainer.checkpoint.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer score}: remixes of a catalogue against the truth, as one line of JSON. */
@Command(
        name = "score",
        description = "Measure remixes of a catalogue against the truth.",
        mixinStandardHelpOptions = true)
public final class ScoreCommand implements Callable<Integer> {

    @Option(names = "--catalogue", required = true, description = "folder that 'catalogue' made")
    private Path catalogue = Path.of("");

    @Option(names = "--gain", required = true, paramLabel = "SOURCE=DB", description = "change of level in dB, or mute")
    private Map<String, Gain> gains = new LinkedHashMap<>();

    @Option(
            names = "--remix",
            required = true,
            paramLabel = "NAME=FILE",
            description = "a file of the catalogue, and its remix")
    private Map<String, Path> remixes = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        List<Score> scores = new ArrayList<>();
        for (Map.Entry<String, Path> remix : remixes.entrySet()) {
            scores.add(Score.of(catalogue.resolve(remix.getKey()), remix.getValue(), stems(remix.getKey()), gains));
        }
        System.out.println(Json.MAPPER.writeValueAsString(scores));
        return 0;
    }

    private Path stems(String file) throws IOException {
        for (Manifest.Entry entry : Manifest.read(catalogue).files()) {
            String stems = entry.stems();
            if (entry.file().equals(file) && stems != null) {
                return catalogue.resolve(stems);
            }
        }
        throw new IOException(catalogue + " knows no stems of " + file);
    }
}
