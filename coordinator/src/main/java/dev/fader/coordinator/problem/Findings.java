package dev.fader.coordinator.problem;

import dev.fader.schemas.api.Collision;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What was noticed while a request was read. Counts everything and keeps the first. Outputs with the name of another are
 * faults; a dry run goes on in spite of them, and reports them in the same words.
 */
public final class Findings implements Diagnostics {

    private static final int FAULTS_SHOWN = 50;
    private static final int WARNINGS_SHOWN = 20;
    private static final int COLLISIONS_SHOWN = 1000;
    private static final UnaryOperator<String> NOWHERE = pointer -> "";

    private final List<Problem.Fault> faults = new ArrayList<>();
    private final List<Problem.Fault> warnings = new ArrayList<>();
    private final List<Collision> collisions = new ArrayList<>();
    private final boolean dryRun;
    private boolean refused;
    private long warningCount;
    private long collisionCount;
    private UnaryOperator<String> place = NOWHERE;

    /** What a batch remembers of it. */
    public record Kept(
            long warningCount, List<Problem.Fault> warnings, long collisionCount, List<Collision> collisions) {

        public static final Kept NOTHING = new Kept(0, List.of(), 0, List.of());

        public Kept {
            warnings = List.copyOf(warnings);
            collisions = List.copyOf(collisions);
        }
    }

    public Findings() {
        this(false);
    }

    /** @param dryRun whether names that are taken are only reported */
    public Findings(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** @param within from a pointer to where that is in the text, as in {@code "line 2: "}, for what follows */
    public void within(UnaryOperator<String> within) {
        place = within;
    }

    /** What follows is in no place of a text. */
    public void nowhere() {
        place = NOWHERE;
    }

    @Override
    public void fault(String pointer, String detail) {
        refused = true;
        point(pointer, detail);
    }

    private void point(String pointer, String detail) {
        if (faults.size() < FAULTS_SHOWN) {
            faults.add(new Problem.Fault(pointer, place.apply(pointer) + detail));
        }
    }

    @Override
    public void warn(String pointer, String detail) {
        warningCount++;
        if (warnings.size() < WARNINGS_SHOWN) {
            warnings.add(new Problem.Fault(pointer, place.apply(pointer) + detail));
        }
    }

    public void collision(String pointer, Collision collision) {
        refused |= !dryRun;
        point(pointer, collision.detail());
        collisionCount++;
        if (collisions.size() < COLLISIONS_SHOWN) {
            collisions.add(collision);
        }
    }

    /** Whether it makes no sense to look for more faults. */
    public boolean full() {
        return refused && faults.size() >= FAULTS_SHOWN;
    }

    public boolean faulty() {
        return refused;
    }

    /** @throws ProblemException when there are faults */
    public void refuseFaults(ProblemType type) {
        if (faulty()) {
            throw new ProblemException(
                    type,
                    full()
                            ? "nothing was accepted: correct what errors points at; there may be more"
                            : "nothing was accepted: correct what errors points at",
                    faults);
        }
    }

    public Kept kept() {
        return new Kept(warningCount, warnings, collisionCount, collisions);
    }
}
