package dev.fader.schemas.evaluation;

import dev.fader.schemas.remix.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol found of a model; every value behind the figures is in the files.
 *
 * @param model SHA-256 of the model's file, by which it is registered
 * @param measured by the paper's protocol, by the model's own way to remix first, then by the consistent one where that is
 *     another; by the others, its estimates alone
 * @param files results in JSON and remixes to listen to
 * @param computeSeconds wall time without waiting for the device
 */
public record EvaluateResult(
        String model,
        Protocol protocol,
        List<Measured> measured,
        List<ResultFile> files,
        String device,
        double computeSeconds) {

    public EvaluateResult {
        // results that were stored while there was one
        protocol = Objects.requireNonNullElse(protocol, Protocol.PAPER);
        measured = List.copyOf(measured);
        files = List.copyOf(files);
    }

    /**
     * By one way to remix, or of the estimates; null where there is no value.
     *
     * @param rule {@code own} or {@code consistent}; null where nothing is remixed
     * @param minSdrDb over sources and all gains of the grid but 0 dB, where a consistent remix is exact
     * @param minSdrDoNothingDb the same of "output = input"
     * @param ldDb difference in loudness
     * @param sdrDb of each source's estimate: by the paper's protocol the mean over songs (BSS Eval version 3), by the others
     *     the median of the songs' medians over seconds (version 4)
     */
    public record Measured(
            @Nullable String rule,
            int songs,
            @Nullable Double minSdrDb,
            @Nullable Double minSdrDoNothingDb,
            @Nullable Double ldDb,
            Map<String, @Nullable Double> sdrDb) {}

    /** One file. @param name its path in the folder that a report is made from */
    public record ResultFile(String name, StoredObject object) {}
}
