package dev.fader.schemas.kind;

import java.util.List;
import java.util.stream.Collectors;

/** Every kind of task that there is. */
public final class TaskKinds {

    public static final RemixKind REMIX = new RemixKind("remix");
    public static final RemixKind SEPARATE = new RemixKind("separate");
    public static final ProbeKind PROBE = new ProbeKind();
    public static final PreflightKind PREFLIGHT = new PreflightKind();
    public static final EpochKind EPOCH = new EpochKind();
    public static final PromoteKind PROMOTE = new PromoteKind();
    public static final TrialKind TRIAL = new TrialKind();
    public static final PingKind PING = new PingKind();
    public static final CheckKind CHECK = new CheckKind();
    public static final EvaluateKind EVALUATE = new EvaluateKind();
    public static final ReportKind REPORT = new ReportKind();

    public static final List<TaskKind<?, ?>> ALL =
            List.of(REMIX, SEPARATE, PROBE, PREFLIGHT, EPOCH, PING, CHECK, PROMOTE, TRIAL, EVALUATE, REPORT);

    private TaskKinds() {}

    /** @throws IllegalArgumentException naming the kinds that would have been understood */
    public static TaskKind<?, ?> named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no kind of task: expected one of %s"
                        .formatted(name, ALL.stream().map(TaskKind::name).collect(Collectors.joining(", ")))));
    }
}
