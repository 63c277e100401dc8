package dev.fader.trainer.remix;

import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.SignalLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remixes a file into a file, all stages in this process and in constant memory: decode, network, loudness, encode,
 * verify. The output has the input's rate, channels, tags and length, to the sample; the same input, gains, format and
 * model give the same bytes.
 */
public final class FileRemix {

    private final DifferenceNetwork network;
    private final AudioLimits limits;

    public FileRemix(DifferenceNetwork network, AudioLimits limits) {
        this.network = network;
        this.limits = limits;
    }

    /** What was done. @param seconds length of the input */
    public record Report(double seconds, Mastering.Mastered output) {}

    /**
     * @param output created; what is left of it after a failure is the caller's to delete
     * @throws dev.fader.trainer.audio.AudioException if the input is refused, or the output does not read back whole
     */
    public Report remix(
            Path input, Path output, Gains gains, Mastering.Order order, ChunkPlan plan, Rendering.Progress progress)
            throws IOException {
        Path folder = Files.createTempDirectory(output.toAbsolutePath().getParent(), ".fader");
        try (ReadAhead ahead = ReadAhead.of(AudioReader.open(input, limits), level(input))) {
            order.check(ahead.format());
            Rendering rendering = Rendering.of(ahead, network, List.of(Blend.remix(gains)), plan, folder, progress);
            Mastering.Mastered mastered = new Mastering(limits, () -> {}).master(rendering, 0, order, output);
            return new Report(rendering.seconds(), mastered);
        } finally {
            Files.deleteIfExists(folder.resolve("track0"));
            Files.deleteIfExists(folder);
        }
    }

    private @Nullable SignalLevel level(Path input) throws IOException {
        if (!network.hearsLevel()) {
            return null;
        }
        try (AudioReader reader = AudioReader.open(input, limits)) {
            return SignalLevel.of(reader, () -> {});
        }
    }
}
