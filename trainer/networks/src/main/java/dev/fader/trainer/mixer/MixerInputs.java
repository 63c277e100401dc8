package dev.fader.trainer.mixer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a mixer is given and gives, in the order of its channels: left and right of the mixture, where it hears it, then of
 * each source of each separator; out come left and right of each source.
 *
 * @param mixture whether the mixture is mixed, too (paper, Table 6: without)
 * @param separators in the order of the channels; may be none where the mixture is
 * @param sources K, of the outputs
 * @param sampleRateHz of all
 */
public record MixerInputs(boolean mixture, List<MixedSeparator> separators, List<String> sources, int sampleRateHz) {

    /** The paper's order of outputs. */
    public static final List<String> PAPER_SOURCES = List.of("drums", "bass", "other", "vocals");

    private static final List<String> SIDES = List.of("L", "R");

    public MixerInputs {
        separators = List.copyOf(separators);
        sources = List.copyOf(sources);
        if (!mixture && separators.isEmpty() || sources.isEmpty()) {
            throw new IllegalArgumentException("a mixer needs something to mix, and sources to make of it");
        }
        if (separators.stream().map(MixedSeparator::name).distinct().count() < separators.size()) {
            throw new IllegalArgumentException("two separators have one name: %s".formatted(separators));
        }
    }

    /** 2 + C, or C without the mixture. */
    public int inputs() {
        return inputNames().size();
    }

    /** 8 for four sources. */
    public int outputs() {
        return 2 * sources.size();
    }

    /** Rows of W, such as {@code mixture L} and {@code vocals (B) R}. */
    public List<String> inputNames() {
        List<String> names = new ArrayList<>(mixture ? sides("mixture").toList() : List.of());
        for (MixedSeparator separator : separators) {
            for (String source : separator.sources()) {
                names.addAll(
                        sides("%s (%s)".formatted(source, separator.name())).toList());
            }
        }
        return names;
    }

    /** Columns of W. */
    public List<String> outputNames() {
        return sources.stream().flatMap(MixerInputs::sides).toList();
    }

    /**
     * @param given the separators at hand, in the order of the mixer's
     * @throws IllegalArgumentException naming both sides, if the mixer was trained for others
     */
    public void requireSeparators(List<MixedSeparator> given, int rateHz) {
        boolean same = given.size() == separators.size() && rateHz == sampleRateHz;
        for (int i = 0; same && i < given.size(); i++) {
            same = separators.get(i).is(given.get(i));
        }
        if (!same) {
            throw new IllegalArgumentException(
                    "the mixer was trained for %s at %d Hz, and is given %s at %d Hz: give it those that it knows, or train another"
                            .formatted(separators, sampleRateHz, given, rateHz));
        }
    }

    private static Stream<String> sides(String name) {
        return SIDES.stream().map(side -> name + " " + side);
    }
}
