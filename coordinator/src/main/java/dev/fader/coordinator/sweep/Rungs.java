package dev.fader.coordinator.sweep;

import dev.fader.schemas.RunId;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SubmitSweep.Halving;
import dev.fader.schemas.kind.EpochKind;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Successive halving: who goes on after a rung, and how far. */
final class Rungs {

    static final double HALF = 0.5;
    /** A smaller share makes rungs of more epochs than a run has. */
    static final double LEAST_KEPT = 0.05;

    private Rungs() {}

    /**
     * What becomes of the runs of a rung.
     *
     * @param on those that go on
     * @param left those that do not
     * @param mostEpochs where the others are held again; null: the last one goes to its end
     */
    record Verdict(
            List<RunId> on, List<RunId> left, @Nullable Integer mostEpochs) {}

    /** @param rung from 0 */
    static int epochs(Halving halving, int rung) {
        double first = Objects.requireNonNull(halving.firstEpochs());
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(first / Math.pow(keep(halving), rung) - 1e-9));
    }

    private static double keep(Halving halving) {
        return Objects.requireNonNullElse(halving.keep(), HALF);
    }

    /** Whether nothing of the rung is under way any more, and somebody waits. */
    static boolean isOver(List<RunView> runs) {
        return runs.stream().allMatch(run -> run.state().isFinal() || run.state() == RunState.HELD)
                && runs.stream().anyMatch(run -> run.state() == RunState.HELD);
    }

    /**
     * Judges the runs that took part in a rung, those that ended in it by themselves among them: they have a place, and need
     * nothing more.
     *
     * @param runs of the sweep
     * @param rung that is over
     */
    static Verdict judge(Halving halving, int rung, List<RunView> runs) {
        List<RunView> ranked = runs.stream()
                .filter(run -> run.state() == RunState.HELD || endedIn(halving, rung, run))
                .sorted(Comparator.comparingDouble(Rungs::bestSdrDb).reversed().thenComparing(RunView::id))
                .toList();
        int share = (int) Math.ceil(ranked.size() * keep(halving) - 1e-9);
        // a rung leaves somebody behind, whatever the share
        int kept = Math.max(1, Math.min(share, ranked.size() - 1));
        List<RunId> on = held(ranked.subList(0, kept));
        List<RunId> left = held(ranked.subList(kept, ranked.size()));
        return new Verdict(on, left, kept == 1 ? null : (Integer) epochs(halving, rung + 1));
    }

    private static List<RunId> held(List<RunView> runs) {
        return runs.stream()
                .filter(run -> run.state() == RunState.HELD)
                .map(RunView::id)
                .toList();
    }

    /** Whether it came to its end in this rung. */
    private static boolean endedIn(Halving halving, int rung, RunView run) {
        EpochKind.Result last = run.last();
        return run.state() == RunState.FINISHED
                && last != null
                && last.epoch() <= epochs(halving, rung)
                && (rung == 0 || last.epoch() > epochs(halving, rung - 1));
    }

    private static double bestSdrDb(RunView run) {
        EpochKind.Result best = run.best();
        return best == null || Double.isNaN(best.validationSdrDb()) ? Double.NEGATIVE_INFINITY : best.validationSdrDb();
    }
}
