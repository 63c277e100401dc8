package dev.fader.trainer.mixing;

import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.mixer.MeanMixer;
import dev.fader.trainer.mixer.MixedSeparator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer mean-mixer}: the mean of separators as a mixer's file, to compare trained ones with. */
@Command(
        name = "mean-mixer",
        mixinStandardHelpOptions = true,
        description = {
            "Write a mixer that needs no training: of each source the mean of the separators' estimates of it. It is mixed with,",
            "measured and put on the service as those that 'train-mixer' makes."
        })
public final class MeanMixerCommand implements Callable<Integer> {

    @Option(
            names = "--estimates",
            required = true,
            paramLabel = "NAME=FOLDER",
            description = "a folder of estimates, of any songs, that says which separator made them; once for each")
    private Map<String, Path> estimates = new LinkedHashMap<>();

    @Option(
            names = "--sources",
            split = ",",
            description = "sources to make, in their order (default: all that are estimated)")
    private List<String> sources = List.of();

    @Option(names = "--out", required = true, description = "mixer, safetensors")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        List<MixedSeparator> separators = new ArrayList<>();
        List<String> estimated = new ArrayList<>();
        int rate = 0;
        for (Map.Entry<String, Path> named : estimates.entrySet()) {
            EstimatesLabel label = EstimatesFolder.open(named.getValue()).label();
            if (rate > 0 && label.sampleRateHz() != rate) {
                throw new IllegalArgumentException("%s is at %d Hz, those before it at %d Hz: a mixer has one rate"
                        .formatted(named.getValue(), label.sampleRateHz(), rate));
            }
            rate = label.sampleRateHz();
            separators.add(new MixedSeparator(named.getKey(), label.sha256(), label.sources()));
            estimated.addAll(label.sources());
        }
        List<String> made = sources.isEmpty() ? estimated.stream().distinct().toList() : sources;
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        MeanMixer.of(separators, made, rate).write(out);
        System.err.println("the mean of " + String.join(", ", estimates.keySet()) + " is " + out);
        return 0;
    }
}
