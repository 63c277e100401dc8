package dev.fader.trainer.cli;

import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.OutputChoice;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.FileRemix;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.LoudnessGoal;
import dev.fader.trainer.remix.Mastering;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer remix IN OUT --gain vocals=-3}: one file, without any service. */
@Command(name = "remix", mixinStandardHelpOptions = true, description = "Remix one file.")
public final class RemixCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "IN", description = "audio file")
    private Path input = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "file to write; it must not exist")
    private Path output = Path.of("");

    @Option(names = "--model", required = true, description = "model file, safetensors")
    private Path model = Path.of("");

    @Option(names = "--gain", required = true, paramLabel = "SOURCE=DB", description = "change of level in dB")
    private Map<String, Double> gains = Map.of();

    @Option(names = "--format", description = "same, wav, flac, mp3, aac or opus (default: ${DEFAULT-VALUE})")
    private OutputChoice format = OutputChoice.SAME;

    @Option(
            names = "--loudness",
            paramLabel = "GOAL",
            description = "keep, match, or a number of LUFS (default: ${DEFAULT-VALUE})")
    private String loudness = "keep";

    @Option(names = "--ceiling", description = "highest true peak that --loudness may leave, in dBTP")
    private double ceilingDbtp = -1;

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Override
    public Integer call() throws Exception {
        if (Files.exists(output)) {
            throw new FileAlreadyExistsException(output + " exists; name another file");
        }
        ModelFile file = ModelFile.read(model);
        try (DifferenceNetwork network = DifferenceNetwork.load(file, Device.named(device))) {
            long start = System.nanoTime();
            FileRemix.Report report = remix(network, Gains.ofDecibels(gains, file.sources()), goal());
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s: %.1f s in %.1f s (%.1f times real time), %.1f LUFS before, %.1f LUFS after, %d clipped samples%n",
                    output,
                    report.seconds(),
                    seconds,
                    report.seconds() / seconds,
                    report.output().quality().loudnessIn().integratedLufs(),
                    report.output().quality().loudnessOut().integratedLufs(),
                    report.output().quality().clippedSamples());
        }
        return 0;
    }

    private LoudnessGoal goal() {
        return switch (loudness) {
            case "keep" -> new LoudnessGoal.Keep();
            case "match" -> new LoudnessGoal.MatchInput(ceilingDbtp);
            default -> new LoudnessGoal.Target(Double.parseDouble(loudness), ceilingDbtp);
        };
    }

    /** Writes beside the output and renames, so that a half-written file never has its name. */
    private FileRemix.Report remix(DifferenceNetwork network, Gains ratios, LoudnessGoal goal) throws IOException {
        Path part = output.resolveSibling(output.getFileName() + ".part");
        ProgressBarBuilder style = new ProgressBarBuilder().setTaskName("remix").setUnit(" s", 1);
        try (ProgressBar bar = style.build()) {
            FileRemix.Report report = new FileRemix(network, AudioLimits.DEFAULT)
                    .remix(
                            input,
                            part,
                            ratios,
                            new Mastering.Order(
                                    format,
                                    goal,
                                    "model %s; gains %s dB; loudness %s"
                                            .formatted(model.getFileName(), new TreeMap<>(gains), loudness)),
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
}
