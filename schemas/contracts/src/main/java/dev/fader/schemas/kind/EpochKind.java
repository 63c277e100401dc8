package dev.fader.schemas.kind;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.RunId;
import dev.fader.schemas.notation.WireNames;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.run.Position;
import dev.fader.schemas.run.TrainingSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trains a run from one validation to the next. Its commit writes the task of the next epoch, so that a run needs no scheduler. */
public record EpochKind() implements TaskKind<EpochKind.Spec, EpochKind.Result> {

    /**
     * @param epoch from 1
     * @param from null: from the first weights
     */
    public record Spec(
            RunId run,
            int epoch,
            TrainingSpec training,
            @Nullable Position from) {}

    /** Why a run goes no further. */
    public enum End {
        /** All steps are taken. */
        BUDGET,
        /** Nothing better came for as long as the run was to wait. */
        PATIENCE;

        /** @throws IllegalArgumentException listing what would have been understood */
        @JsonCreator
        public static End parse(String text) {
            return WireNames.parse(End.class, "end of a run", text);
        }

        @JsonValue
        public String wireName() {
            return WireNames.of(this);
        }
    }

    /**
     * @param firstStep of the epoch
     * @param position after it
     * @param validationSdrDb of the weights at its end, in dB
     * @param bestSdrDb of the best weights so far, in dB
     * @param stale validations since the best
     * @param measured mean SDRs of the validation by name, in dB
     * @param seconds that steps and validation of the attempt that ended it took
     * @param waitedSeconds of these, for examples
     * @param end null: the run goes on
     */
    public record Result(
            int epoch,
            long firstStep,
            Position position,
            double validationSdrDb,
            double bestSdrDb,
            int stale,
            Map<String, Double> measured,
            double seconds,
            double waitedSeconds,
            String device,
            @Nullable End end) {}

    @Override
    public String name() {
        return "epoch";
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
        return ProgressUnit.STEPS;
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
    public boolean yields() {
        return true;
    }

    @Override
    public List<ObjectRef> inputs(Spec specification) {
        return List.of();
    }

    @Override
    public List<Output> outputs(Result result) {
        return Stream.concat(
                        Stream.of(new Output("checkpoint", result.position().checkpoint())),
                        Stream.ofNullable(result.position().best()).map(best -> new Output("best", best)))
                .toList();
    }
}
