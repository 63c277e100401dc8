package dev.fader.trainer.benchmark;

import com.sun.management.OperatingSystemMXBean;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.decoding.DecoderLimits;
import dev.fader.trainer.decoding.DecoderProcess;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.remix.Blend;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.Mastering;
import dev.fader.trainer.remix.ReadAhead;
import dev.fader.trainer.remix.Rendering;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer bench-file}: one file through all stages as a worker runs them, and what it took. */
@Command(
        name = "bench-file",
        mixinStandardHelpOptions = true,
        description = "Remix one file as a worker does, and print what it took as JSON.")
public final class BenchFileCommand implements Callable<Integer> {

    private static final double MIB = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "audio file")
    private Path input = Path.of("");

    @Option(names = "--model", required = true, description = "model file, safetensors")
    private Path model = Path.of("");

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    /**
     * What it took.
     *
     * @param timesRealtimePerChannel seconds of audio × channels for each second of wall time
     * @param networkShare part of the wall time that was spent in the network
     */
    record Figures(
            double audioSeconds,
            int channels,
            double wallSeconds,
            double timesRealtimePerChannel,
            double cpuSecondsPerAudioSecond,
            double networkShare,
            double peakRssMib,
            double decoderPeakRssMib,
            @Nullable Double worstSeamDb,
            @Nullable Double nullResidualDb) {}

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory(input.toAbsolutePath().getParent(), "bench");
        try (DifferenceNetwork network = DifferenceNetwork.load(ModelFile.read(model), Device.named(device))) {
            System.out.println(Json.MAPPER.writeValueAsString(measure(network, folder)));
        } finally {
            Files.deleteIfExists(folder.resolve("track0"));
            Files.deleteIfExists(folder.resolve("output"));
            Files.deleteIfExists(folder);
        }
        return 0;
    }

    private Figures measure(DifferenceNetwork network, Path folder) throws IOException {
        Gains gains = Gains.of(Map.of("vocals", new Gain(-6), "drums", new Gain(3)), network.sources());
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        DecoderProcess decoder = DecoderProcess.open(input, input.toString(), DecoderLimits.DEFAULT);
        Rendering rendering;
        try (ReadAhead ahead = ReadAhead.of(decoder)) {
            rendering = Rendering.of(
                    ahead, network, List.of(Blend.remix(gains)), network.chunkPlan(), folder, (done, total) -> {
                        // nobody watches
                    });
        }
        Mastering.Order order = new Mastering.Order(OutputFormat.SAME, LoudnessPolicy.match(), "a benchmark");
        Mastering.Mastered mastered = new Mastering(DecoderLimits.DEFAULT.audio(), () -> {})
                .master(rendering, 0, order, folder.resolve("output"));
        double wall = (System.nanoTime() - start) / 1e9;
        double processor = (system.getProcessCpuTime() - cpu) / 1e9
                + decoder.usage().processorTime().toNanos() / 1e9;
        int channels = rendering.format().channels();
        return new Figures(
                rendering.seconds(),
                channels,
                wall,
                rendering.seconds() * channels / wall,
                processor / rendering.seconds(),
                network.use().busySeconds() / wall,
                ProcessCost.peakResidentBytes() / MIB,
                decoder.usage().peakMemoryBytes() / MIB,
                mastered.quality().worstSeamDb(),
                mastered.quality().nullResidualDb());
    }
}
