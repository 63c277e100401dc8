package dev.fader.coordinator.batch;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From what a client sent to a {@link Submission}, or to a problem that points at every fault. Does no I/O. */
public final class SubmissionCheck {

    private static final int FAULTS_SHOWN = 50;
    private static final String DEFAULT_TENANT = "default";

    private final LimitsConfig limits;

    public SubmissionCheck(LimitsConfig limits) {
        this.limits = limits;
    }

    /** @throws ProblemException listing what is wrong, where, and what would be accepted */
    public Submission check(@Nullable SubmitBatch request) {
        List<SubmitBatch.@Nullable Item> items = request == null ? null : request.items();
        if (request == null || items == null || items.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH,
                    "a batch needs items",
                    List.of(new Problem.Fault("/items", "is missing or empty")));
        }
        if (items.size() > limits.batchItems()) {
            throw new ProblemException(
                    ProblemType.LIMIT_EXCEEDED,
                    "%d items: a batch holds at most %d (fader.limits.batch-items); send several"
                            .formatted(items.size(), limits.batchItems()));
        }
        List<Problem.Fault> faults = new ArrayList<>();
        String tenant = name("/tenant", request.tenant(), DEFAULT_TENANT, faults);
        String model = name("/model", request.model(), RemixSpec.DEFAULT_MODEL, faults);
        int priority = Objects.requireNonNullElse(request.priority(), 0);
        if (Math.abs((long) priority) > limits.priority()) {
            faults.add(new Problem.Fault(
                    "/priority", "is outside ±%d (fader.limits.priority)".formatted(limits.priority())));
        }
        List<RemixSpec> specs = new ArrayList<>(items.size());
        for (int i = 0; i < items.size() && faults.size() < FAULTS_SHOWN; i++) {
            specs.add(item("/items/" + i, items.get(i), model, faults));
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH, "nothing was accepted: correct what errors points at", faults);
        }
        return new Submission(
                tenant, Objects.requireNonNullElse(request.taskClass(), TaskClass.BATCH), priority, specs);
    }

    private RemixSpec item(String at, SubmitBatch.@Nullable Item item, String model, List<Problem.Fault> faults) {
        ObjectRef input = item == null ? null : item.input();
        @SuppressWarnings("NullAway") // JSON may lack what the record's type promises
        String key = input == null ? null : input.key();
        if (input == null || key == null || key.isBlank() || key.length() > limits.keyLength()) {
            faults.add(new Problem.Fault(
                    at + "/input/key",
                    "an object's key is needed, of at most %d characters (fader.limits.key-length)"
                            .formatted(limits.keyLength())));
        }
        ObjectRef named = input == null || key == null ? new ObjectRef(null, "") : input;
        Variant variant = new Variant(
                stem(named.key()),
                gains(at + "/gainsDb", item == null ? null : item.gainsDb(), faults),
                item == null ? OutputFormat.SAME : Objects.requireNonNullElse(item.format(), OutputFormat.SAME),
                LoudnessPolicy.NONE);
        return new RemixSpec(named, List.of(variant), model, null);
    }

    private static String stem(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private Map<String, Gain> gains(
            String at, @Nullable Map<String, @Nullable Gain> gains, List<Problem.Fault> faults) {
        Map<String, Gain> checked = new HashMap<>();
        if (gains == null || gains.isEmpty()) {
            faults.add(new Problem.Fault(at, "a gain for at least one source is needed: " + limits.sources()));
            return checked;
        }
        gains.forEach((source, gain) -> {
            String pointer = at + "/" + source.replace("~", "~0").replace("/", "~1");
            if (!limits.sources().contains(source)) {
                faults.add(new Problem.Fault(
                        pointer, "'%s' is no source: expected one of %s".formatted(source, limits.sources())));
            } else if (gain == null || !gain.mutes() && Math.abs(gain.db()) > limits.gainDb()) {
                faults.add(new Problem.Fault(
                        pointer, "%s is outside ±%s dB (fader.limits.gain-db)".formatted(gain, limits.gainDb())));
            } else {
                checked.put(source, gain);
            }
        });
        return checked;
    }

    private String name(String at, @Nullable String given, String otherwise, List<Problem.Fault> faults) {
        if (given == null) {
            return otherwise;
        }
        if (given.isBlank() || given.length() > limits.nameLength()) {
            faults.add(new Problem.Fault(
                    at, "must have 1 to %d characters (fader.limits.name-length)".formatted(limits.nameLength())));
        }
        return given;
    }
}
