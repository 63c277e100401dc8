package dev.fader.coordinator.problem;

import dev.fader.schemas.api.Collision;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import java.util.ArrayList;
import java.util.List;

/** What was noticed while a request was read. Counts everything and keeps the first. */
public final class Findings implements Diagnostics {

    private static final int FAULTS_SHOWN = 50;
    private static final int WARNINGS_SHOWN = 20;
    private static final int COLLISIONS_SHOWN = 1000;

    private final List<Problem.Fault> faults = new ArrayList<>();
    private final List<Problem.Fault> warnings = new ArrayList<>();
    private final List<Collision> collisions = new ArrayList<>();
    private long warningCount;
    private long collisionCount;
    private String prefix = "";

    /** What a batch remembers of it. */
    public record Kept(
            long warningCount, List<Problem.Fault> warnings, long collisionCount, List<Collision> collisions) {

        public static final Kept NOTHING = new Kept(0, List.of(), 0, List.of());

        public Kept {
            warnings = List.copyOf(warnings);
            collisions = List.copyOf(collisions);
        }
    }

    /** Where in the body what follows was found; 0 for nowhere in particular. */
    public void onLine(long line) {
        prefix = line == 0 ? "" : "line %d: ".formatted(line);
    }

    @Override
    public void fault(String pointer, String detail) {
        if (!full()) {
            faults.add(new Problem.Fault(pointer, prefix + detail));
        }
    }

    @Override
    public void warn(String pointer, String detail) {
        warningCount++;
        if (warnings.size() < WARNINGS_SHOWN) {
            warnings.add(new Problem.Fault(pointer, prefix + detail));
        }
    }

    public void collision(Collision collision) {
        collisionCount++;
        if (collisions.size() < COLLISIONS_SHOWN) {
            collisions.add(collision);
        }
    }

    /** Whether it makes no sense to look for more faults. */
    public boolean full() {
        return faults.size() >= FAULTS_SHOWN;
    }

    public boolean faulty() {
        return !faults.isEmpty();
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
