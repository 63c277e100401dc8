package dev.fader.trainer.mixing;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.data.DataOptions;
import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.separation.EstimatesWriter;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.mixdown.MixedSong;
import dev.fader.trainer.mixer.mixdown.SongMixer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader trainer mix}: a mixer's sources of every song of a data set, and its weights. */
@Command(
        name = "mix",
        mixinStandardHelpOptions = true,
        description = {
            "Mix separators' estimates of every song of a data set with a trained mixer. Writes a folder of estimates, as",
            "'separate' does, and beside each song's sources weights.json: the weights of each segment, which 'report' draws.",
            "Separators other than those that the mixer was trained for are refused."
        })
public final class MixCommand implements Callable<Integer> {

    @Option(names = "--mixer", required = true, description = "mixer, safetensors, as 'train-mixer' makes it")
    private Path mixer = Path.of("");

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--split", description = "part of the data set (default: ${DEFAULT-VALUE})")
    private String split = "test";

    @Option(
            names = "--estimates",
            paramLabel = "NAME=FOLDER",
            description = "estimates of the songs by a separator of the mixer; once for each")
    private Map<String, Path> estimates = new LinkedHashMap<>();

    @Option(names = "--out", required = true, description = "folder")
    private Path out = Path.of("");

    @Option(names = "--name", description = "the mixer's name (default: its file's)")
    private String name = "";

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Override
    public Integer call() throws Exception {
        MixerFile file = MixerFile.read(mixer);
        Ingredients ingredients = Ingredients.of(file.channels(), estimates);
        StemDataset dataset = data.location()
                .open(split, file.channels().sources(), file.channels().sampleRateHz());
        EstimatesLabel label = label(file);
        EstimatesWriter writer = new EstimatesWriter(out);
        double seconds = 0;
        double audioSeconds = 0;
        try (SongMixer songs = SongMixer.load(file, Device.named(device))) {
            for (StemSong song : dataset.songs()) {
                int samples = Math.toIntExact(song.frames());
                float[][] mixture = SegmentBatches.mixture(song.readStereo(0, samples));
                float[][] separated = ingredients.of(song).read(0, samples);
                long start = System.nanoTime();
                MixedSong mixed = songs.mix(mixture, separated);
                seconds += (System.nanoTime() - start) / 1e9;
                audioSeconds += (double) samples / song.sampleRateHz();
                writer.song(song.name(), label, pairs(mixed.sources()));
                SongWeights.of(song.name(), file.channels(), mixed)
                        .write(out.resolve(song.name()).resolve(SongWeights.FILE));
                System.err.println("mixed " + song.name());
            }
        }
        writer.finish(label.timed(new RunTime(device, seconds, audioSeconds)));
        return 0;
    }

    private EstimatesLabel label(MixerFile file) throws Exception {
        List<String> mixes = new ArrayList<>(file.channels().mixture() ? List.of("mixture") : List.of());
        file.channels().separators().forEach(separator -> mixes.add(separator.name()));
        return new EstimatesLabel(
                name.isEmpty() ? String.valueOf(mixer.getFileName()) : name,
                Sha256.of(mixer),
                file.channels().sources(),
                file.channels().sampleRateHz(),
                file.parameters(),
                mixes,
                RunTime.UNKNOWN);
    }

    /** @param channels left and right of each source, (2K, L). @return (K, 2, L) */
    private static float[][][] pairs(float[][] channels) {
        float[][][] pairs = new float[channels.length / 2][][];
        for (int k = 0; k < pairs.length; k++) {
            pairs[k] = new float[][] {channels[2 * k], channels[2 * k + 1]};
        }
        return pairs;
    }
}
