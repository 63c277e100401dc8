package dev.fader.schemas.kind;

import dev.fader.schemas.RunId;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.run.TrainingSpec;
import java.util.List;
import java.util.Set;

/** Looks whether a run can be trained at all, before it waits for its turn: reads its data, builds its network, takes a step. */
public record PreflightKind() implements TaskKind<PreflightKind.Spec, PreflightKind.Result> {

    public record Spec(RunId run, TrainingSpec training) {}

    /**
     * What is to be expected of the run on the worker that looked.
     *
     * @param parameters of the network
     * @param trainSongs songs of the split that is learnt from
     * @param epochs that the budget is enough for
     * @param stepsPerEpoch from one validation to the next
     * @param firstLossDb loss of the first step, in dB
     * @param secondsPerStep of a step after the first
     * @param secondsPerEpoch steps and validation
     * @param memoryBytes resident memory that the process grew by
     * @param signature SHA-256 of configuration and data: two runs with the same train the same
     */
    public record Result(
            long parameters,
            int trainSongs,
            int validationSongs,
            long epochs,
            long stepsPerEpoch,
            double firstLossDb,
            double secondsPerStep,
            double secondsPerEpoch,
            long memoryBytes,
            String device,
            String codeVersion,
            String signature) {}

    @Override
    public String name() {
        return "preflight";
    }

    @Override
    public Class<Spec> specification() {
        return Spec.class;
    }

    @Override
    public Class<Result> result() {
        return Result.class;
    }

    @Override
    public ProgressUnit unit() {
        return ProgressUnit.TASKS;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.STORAGE, Need.SCRATCH, Need.DEVICE);
    }

    @Override
    public int tasksPerTicket() {
        return 1;
    }

    @Override
    public List<ObjectRef> inputs(Spec specification) {
        return List.of();
    }

    @Override
    public List<Output> outputs(Result result) {
        return List.of();
    }
}
