package dev.fader.trainer.remix;

import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.Resampler;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.KeptStems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Separates a whole input once, into a file of the estimates at the separator's rate, for {@link KeptStems}. */
public final class StemKeeping {

    private StemKeeping() {}

    /** @param file created */
    public static void keep(
            ReadAhead input, DifferenceNetwork separator, ChunkPlan plan, Path file, Rendering.Progress progress)
            throws IOException {
        AudioFormat format = input.format();
        int sources = separator.sources().size();
        int rate = separator.sampleRateHz();
        List<Blend> estimates = IntStream.range(0, sources)
                .mapToObj(k -> Blend.estimate(k, sources))
                .toList();
        double[][][] passage = new double[sources][][];
        try (KeptStems.Writer writer = new KeptStems.Writer(file, sources, format.channels(), rate);
                RemixStream stream = new RemixStream(
                        separator,
                        estimates,
                        plan,
                        format.channels(),
                        rate,
                        input.level(),
                        (source, planar, offset, count) -> {
                            passage[source] = copied(planar, offset, count);
                            // the sources of a passage come one after the other
                            if (source == sources - 1) {
                                writer.write(passage, 0, count);
                            }
                        })) {
            @Nullable Resampler resampler = rate == format.sampleRateHz()
                    ? null
                    : new Resampler(format.sampleRateHz(), rate, format.channels());
            try {
                double total = Rendering.secondsTotal(format);
                long frames = 0;
                for (ReadAhead.Block block = input.next(); block != null; block = input.next()) {
                    if (resampler == null) {
                        stream.push(block.planar(), 0, block.count());
                    } else {
                        resampler.push(block.planar(), 0, block.count(), stream::push);
                    }
                    frames += block.count();
                    progress.at((double) frames / format.sampleRateHz(), total);
                }
                if (resampler != null) {
                    resampler.finish(stream::push);
                }
                stream.finish();
            } finally {
                if (resampler != null) {
                    resampler.close();
                }
            }
            writer.finish(IntStream.range(0, sources)
                    .mapToDouble(stream::worstSeamDb)
                    .filter(seam -> !Double.isNaN(seam))
                    .max()
                    .orElse(Double.NaN));
        }
    }

    private static double[][] copied(double[][] planar, int offset, int count) {
        return Arrays.stream(planar)
                .map(channel -> Arrays.copyOfRange(channel, offset, offset + count))
                .toArray(double[][]::new);
    }
}
