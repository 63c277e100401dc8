package dev.fader.trainer.evaluation;

import java.util.List;
import java.util.Map;

/** Which stem of a data set stands for which source of a network. */
final class StemNames {

    private StemNames() {}

    /**
     * @param stemOf stems by source, where the names differ; the other sources are looked for under their own names
     * @return a stem for each source, in the sources' order
     * @throws IllegalArgumentException if a source is unknown, or two sources would be the same stem
     */
    static List<String> of(List<String> sources, Map<String, String> stemOf) {
        for (String source : stemOf.keySet()) {
            if (!sources.contains(source)) {
                throw new IllegalArgumentException(
                        "the network has no source %s; it has %s".formatted(source, sources));
            }
        }
        List<String> stems = sources.stream()
                .map(source -> stemOf.getOrDefault(source, source))
                .toList();
        if (stems.stream().distinct().count() < stems.size()) {
            throw new IllegalArgumentException(
                    "two sources cannot be the same stem: %s for %s".formatted(stems, sources));
        }
        return stems;
    }
}
