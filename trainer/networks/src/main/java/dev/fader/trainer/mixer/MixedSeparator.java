package dev.fader.trainer.mixer;

import java.util.List;

/**
 * A separator whose estimates are mixed.
 *
 * @param name for people
 * @param sha256 of its model file: what it is known by
 * @param sources that are mixed, in the order of the channels; it may estimate others
 */
public record MixedSeparator(String name, String sha256, List<String> sources) {

    public MixedSeparator {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing of the separator %s is mixed: name some sources".formatted(name));
        }
    }

    /** Whether it is the same separator, whatever it is called. */
    boolean is(MixedSeparator other) {
        return sha256.equals(other.sha256) && sources.equals(other.sources);
    }

    @Override
    public String toString() {
        return "%s %s (%.12s…)".formatted(name, sources, sha256);
    }
}
