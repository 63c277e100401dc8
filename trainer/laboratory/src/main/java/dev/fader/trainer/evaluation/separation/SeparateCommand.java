package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.DataOptions;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.engine.Device;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader trainer separate}: a folder of estimates of a data set's songs. */
@Command(
        name = "separate",
        description = {
            "Write a model's estimates of the sources of every song of a data set, stereo, as 32-bit WAV:",
            "FOLDER/SONG/SOURCE.wav, and estimates.json, which says what made them. Mixers are trained on such folders, and",
            "'evaluate --protocol htmd' and 'mdx' measure them."
        },
        mixinStandardHelpOptions = true)
public final class SeparateCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, description = "model file, safetensors or .separator")
    private Path model = Path.of("");

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--split", split = ",", description = "parts of the data set (default: ${DEFAULT-VALUE})")
    private List<String> splits = List.of("test");

    @Option(names = "--sources", split = ",", description = "stems that sum to the mixture (default: the layout's)")
    private List<String> sources = List.of();

    @Option(names = "--out", required = true, description = "folder")
    private Path out = Path.of("");

    @Option(names = "--name", description = "the model's name (default: its file's)")
    private String name = "";

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Option(
            names = "--residual",
            description = "also FOLDER/SONG/residual.wav: what the sum of the estimates leaves of the mixture")
    private boolean residual;

    @Override
    public Integer call() throws Exception {
        List<String> stems = sources.isEmpty() ? data.location().order() : sources;
        try (OpenedSeparators opened = OpenedSeparators.open(model, name, Map.of(), Device.named(device))) {
            SongSeparator separator = opened.single();
            if (residual && separator.label().sources().contains(EstimatesWriter.RESIDUAL)) {
                throw new IllegalArgumentException("%s has a source of the name residual: leave --residual out"
                        .formatted(separator.label().name()));
            }
            EstimatesWriter writer = new EstimatesWriter(out);
            for (String split : splits) {
                StemDataset dataset = data.location().open(split, stems, opened.sampleRateHz());
                for (StemSong song : dataset.songs()) {
                    float[][] mixture = SongMixture.of(song).stereo();
                    float[][][] estimates = separator.separate(song, mixture);
                    writer.song(song.name(), separator.label(), estimates);
                    if (residual) {
                        writer.residual(song.name(), separator.label(), mixture, estimates);
                    }
                    System.err.println("separated " + song.name());
                }
            }
            writer.finish(separator.label());
        }
        return 0;
    }
}
