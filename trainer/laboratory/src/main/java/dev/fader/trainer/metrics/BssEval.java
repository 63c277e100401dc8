package dev.fader.trainer.metrics;

import dev.fader.trainer.metrics.Projections.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * BSS Eval without permutation: source k of the estimates is measured against source k of the references. Version 3 gives
 * the values of mir_eval 0.8.2's {@code bss_eval_images} and, for one channel, {@code bss_eval_sources}; version 4 those
 * of museval 0.4.1's {@code bss_eval} with filters fitted on the whole track.
 *
 * <p>Silence makes the metrics undefined: a source whose channels sum to zero throughout.
 */
public final class BssEval {

    /** What museval adds to the diagonal of a Gram matrix. */
    private static final double VERSION_4_RIDGE = Math.ulp(1.0);

    private final SourceImages references;
    private final SourceImages estimates;
    private final LagCorrelations correlations;
    private @Nullable DistortionFilters version3Filters;
    private ImageEnergies @Nullable [] wholeEnergies;

    private BssEval(SourceImages references, SourceImages estimates) {
        this.references = references;
        this.estimates = estimates;
        this.correlations = LagCorrelations.of(references, estimates);
    }

    /** @throws IllegalArgumentException if the two differ in shape */
    public static BssEval of(SourceImages references, SourceImages estimates) {
        if (references.sources() != estimates.sources()
                || references.channels() != estimates.channels()
                || references.length() != estimates.length()) {
            throw new IllegalArgumentException("references are %s and estimates %s: they must be of one shape"
                    .formatted(references.shape(), estimates.shape()));
        }
        return new BssEval(references, estimates);
    }

    /** Version 3 for images, over the whole signals. */
    public BssScores images() {
        return anySilent(0, references.length()) ? undefined() : BssScores.images(whole());
    }

    /** The version for sources, over the whole signals. */
    public BssScores sources() {
        return anySilent(0, references.length()) ? undefined() : BssScores.sources(whole());
    }

    /**
     * Version 4: frames side by side, filters from the whole signals. Samples after the last whole frame are left out;
     * signals shorter than a frame are one frame.
     *
     * @param samples length of a frame
     */
    public FramedScores frames(int samples) {
        List<Window> windows = new ArrayList<>();
        for (int begin = 0; begin + samples <= references.length(); begin += samples) {
            windows.add(new Window(begin, begin + samples));
        }
        if (windows.isEmpty()) {
            windows.add(new Window(0, references.length()));
        }
        List<Window> sounding = windows.stream()
                .filter(window -> !anySilent(window.begin(), window.end()))
                .toList();
        ImageEnergies[][] energies =
                sounding.isEmpty() ? new ImageEnergies[0][] : energies(sounding, version4Filters());
        List<BssScores> frames = new ArrayList<>();
        for (Window window : windows) {
            int at = sounding.indexOf(window);
            frames.add(at < 0 ? undefined() : BssScores.images(energies[at]));
        }
        return new FramedScores(frames);
    }

    private ImageEnergies[] whole() {
        if (wholeEnergies == null) {
            wholeEnergies = energies(List.of(new Window(0, references.length())), version3Filters())[0];
        }
        return wholeEnergies;
    }

    private ImageEnergies[][] energies(List<Window> windows, DistortionFilters filters) {
        return new Projections(references, estimates, filters).energies(windows);
    }

    private DistortionFilters version3Filters() {
        if (version3Filters == null) {
            version3Filters = fit(0);
        }
        return version3Filters;
    }

    /** Those of version 3, unless the references are so soft that the ridge is more than rounding. */
    private DistortionFilters version4Filters() {
        return correlations.ridgeIsLostInRounding(VERSION_4_RIDGE) ? version3Filters() : fit(VERSION_4_RIDGE);
    }

    private DistortionFilters fit(double ridge) {
        return DistortionFilters.fit(correlations, references.sources(), references.channels(), ridge);
    }

    private boolean anySilent(int from, int to) {
        return references.anySilent(from, to) || estimates.anySilent(from, to);
    }

    private BssScores undefined() {
        return BssScores.undefined(references.sources());
    }
}
