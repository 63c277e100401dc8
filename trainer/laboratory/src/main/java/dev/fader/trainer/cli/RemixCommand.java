package dev.fader.trainer.cli;

import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.FileType;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.progress.ProgressLine;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.FileRemix;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.Mastering;
import dev.fader.trainer.remix.ProcessingNote;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code fader trainer remix IN OUT --gain vocals=-3}: one file, without any service, and with the options of
 * {@code fader submit}.
 */
@Command(name = "remix", mixinStandardHelpOptions = true, description = "Remix one file.")
public final class RemixCommand implements Callable<Integer> {

    private static final String MODEL_EXTENSION = ".safetensors";

    /** By how a file's name ends. */
    private static final Map<String, FileType> TYPES = Map.of(
            "wav", FileType.WAV,
            "flac", FileType.FLAC,
            "mp3", FileType.MP3,
            "m4a", FileType.AAC,
            "opus", FileType.OPUS,
            "ogg", FileType.OPUS);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "IN", description = "audio file")
    private Path input = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "file to write; it must not exist")
    private Path output = Path.of("");

    @Option(names = "--model", required = true, description = "model file, safetensors")
    private Path model = Path.of("");

    @Option(
            names = "--gain",
            required = true,
            paramLabel = "SOURCE=DB",
            description = "change of level in dB, such as vocals=-3, or vocals=mute; repeatable")
    private Map<String, Gain> gains = Map.of();

    @Option(
            names = "--format",
            description = OutputFormat.NOTATION + " (default: what OUT ends in; same if that is what IN ends in)")
    private @Nullable OutputFormat format;

    @Option(
            names = "--loudness",
            description =
                    "none, match (the input's) or LUFS; the last two with @DBTP for another true-peak ceiling than"
                            + " -1, as in -14@-2 (default: none)")
    private LoudnessPolicy loudness = LoudnessPolicy.NONE;

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Option(names = "--ceiling", hidden = true, description = "what it was called before")
    void refuseCeiling(String dbtp) {
        throw new ParameterException(
                spec.commandLine(),
                "--ceiling is said with the loudness: --loudness match@%s or LUFS@%s".formatted(dbtp, dbtp));
    }

    @Override
    public Integer call() throws Exception {
        if (Files.exists(output)) {
            throw new FileAlreadyExistsException(output + " exists; name another file");
        }
        OutputFormat written = format();
        ModelFile file = ModelFile.read(model);
        try (DifferenceNetwork network = DifferenceNetwork.load(file, Device.named(device))) {
            long start = System.nanoTime();
            FileRemix.Report report = remix(network, Gains.of(gains, file.sources()), written);
            double seconds = (System.nanoTime() - start) / 1e9;
            QualityRecord quality = report.output().quality();
            System.out.printf(
                    "%s: %.1f s in %.1f s (%.1f times real time), %s before, %s after, %d clipped samples%n",
                    output,
                    report.seconds(),
                    seconds,
                    report.seconds() / seconds,
                    lufs(quality.loudnessIn().integratedLufs()),
                    lufs(quality.loudnessOut().integratedLufs()),
                    quality.clippedSamples());
        }
        return 0;
    }

    /** What the output's name says; a file that is not what its name says is opened by nothing. */
    private OutputFormat format() {
        String ending = ending(output);
        @Nullable FileType named = TYPES.get(ending);
        if (format != null) {
            if (named != null && format.type() != FileType.SAME && format.type() != named) {
                throw new ParameterException(
                        spec.commandLine(),
                        "%s ends in .%s, and --format is %s: make them alike".formatted(output, ending, format));
            }
            return format;
        }
        if (ending.equals(ending(input))) {
            return OutputFormat.SAME;
        }
        if (named == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s ends in no format that can be written: end it in one of %s, or in .%s as the input does"
                            .formatted(output, TYPES.keySet().stream().sorted().toList(), ending(input)));
        }
        return OutputFormat.of(named);
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String lufs(@Nullable Double level) {
        return level == null ? "silence" : "%.1f LUFS".formatted(level);
    }

    /** Writes beside the output and renames, so that a half-written file never has its name. */
    private FileRemix.Report remix(DifferenceNetwork network, Gains ratios, OutputFormat written) throws IOException {
        Path part = output.resolveSibling(output.getFileName() + ".part");
        ProgressBarBuilder style = ProgressLine.of("remix").setUnit(" s", 1);
        try (ProgressBar bar = style.build()) {
            FileRemix.Report report = new FileRemix(network, AudioLimits.DEFAULT)
                    .remix(
                            input,
                            part,
                            ratios,
                            new Mastering.Order(written, loudness, ProcessingNote.of(modelRef(), gains, loudness)),
                            network.chunkPlan(),
                            (done, total) -> {
                                bar.maxHint((long) Math.ceil(total));
                                bar.stepTo((long) done);
                            });
            Files.move(part, output, StandardCopyOption.ATOMIC_MOVE);
            return report;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** By the alias that a worker would know the file by. */
    private ModelRef modelRef() throws IOException {
        String name = String.valueOf(model.getFileName());
        return new ModelRef(
                name.endsWith(MODEL_EXTENSION) ? name.substring(0, name.length() - MODEL_EXTENSION.length()) : name,
                Sha256.of(model));
    }
}
