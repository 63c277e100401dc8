package dev.fader.coordinator.problem;

import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import java.util.List;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    public ProblemException(ProblemType type, String detail, List<Problem.Fault> faults) {
        this(Problem.of(type, detail, faults));
    }

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
