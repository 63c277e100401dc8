package dev.fader.coordinator.curve;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.curve.Curves;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.ProblemType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Runs by their ids in paths; of one that has not begun nothing is recorded yet. */
@Singleton
final class KnownRuns {

    private final Curves curves;

    KnownRuns(Curves curves) {
        this.curves = curves;
    }

    /** @throws ProblemException when the text is no id, or there is no such run */
    RunId find(String id) {
        RunId run = parse(id);
        if (!curves.isKnown(run)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "there is no run " + id);
        }
        return run;
    }

    private static RunId parse(String id) {
        try {
            return RunId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    /** How the package reads the database. */
    @Singleton
    static final class Reading {

        @Produces
        @Singleton
        Curves curves(Jdbi jdbi) {
            return new Curves(jdbi);
        }
    }
}
