package dev.fader.worker.fleet;

import dev.fader.queue.outage.Breaker;
import dev.fader.queue.sql.Sql;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.worker.outage.Outages;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** This process's row in table worker: what the dispatcher counts slots by and operators see. */
public final class Registration {

    /** Whether the worker takes tasks. */
    public enum State {
        READY,
        /** Finishes what it has. */
        DRAINING,
        STOPPED
    }

    /** What does not change while the process lives. */
    public record Identity(
            String id,
            String device,
            int slots,
            int trainingSlots,
            List<TaskClass> classes,
            Collection<TaskKind<?, ?>> kinds) {}

    /** What was reported last; what changes all the time is no part of it. */
    private record Report(
            State state,
            int busy,
            int training,
            List<String> kinds,
            List<String> away,
            List<String> models,
            @Nullable RunId warm) {}

    private final Jdbi jdbi;
    private final Identity identity;
    private final Outages outages;
    private volatile State state = State.READY;
    private volatile int busy;
    private volatile int training;
    private volatile Supplier<List<String>> models = List::of;
    private volatile Supplier<@Nullable RunId> warm = () -> null;
    private volatile BusyShare device = new BusyShare(() -> Duration.ZERO, System::nanoTime);
    private volatile Consumer<Boolean> orders = drain -> {};
    private volatile @Nullable Report last;

    public Registration(Jdbi jdbi, Identity identity, Outages outages) {
        this.jdbi = jdbi;
        this.identity = identity;
        this.outages = outages;
    }

    public Identity identity() {
        return identity;
    }

    public State state() {
        return state;
    }

    /** Reaches the database with the next turn. */
    public void busy(int slots) {
        busy = slots;
    }

    /** Of the busy slots, those that train. Reaches the database with the next turn. */
    public void training(int slots) {
        training = slots;
    }

    /** Where to ask which models are loaded; they reach the database with the next turn. */
    public void holds(Supplier<List<String>> sha256) {
        models = sha256;
    }

    /** Where to ask which run is kept warm. */
    public void keepsWarm(Supplier<@Nullable RunId> run) {
        warm = run;
    }

    /** Where to ask for how long the device was in use, all in all. */
    public void uses(Supplier<Duration> busy) {
        device = new BusyShare(busy, System::nanoTime);
    }

    /** Who hears, with each report, whether an operator wants this process to take no more. */
    public void obeys(Consumer<Boolean> drain) {
        orders = drain;
    }

    /** Reaches the database with the next turn. */
    public void rests(boolean yes) {
        if (state != State.STOPPED) {
            state = yes ? State.DRAINING : State.READY;
        }
    }

    public void become(State next) {
        state = next;
        report();
    }

    /** Reports, if something has changed since the last time. */
    public void reportChange() {
        if (!current().equals(last)) {
            report();
        }
    }

    private Report current() {
        return new Report(
                state,
                busy,
                training,
                outages.runnable(identity.kinds()).stream()
                        .map(TaskKind::name)
                        .sorted()
                        .toList(),
                outages.away().stream().map(Breaker::name).toList(),
                models.get(),
                warm.get());
    }

    /** Says that this process lives. @throws org.jdbi.v3.core.JdbiException when the database does not answer */
    public void report() {
        Report report = current();
        boolean drain = jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO worker (id, state, device, slots, busy, training_slots, training_busy, classes, kinds, away,
                                            models, run_id, memory_bytes, device_busy, versions)
                        VALUES (:id, :state, :device, :slots, :busy, :trainingSlots, :trainingBusy, :classes, :kinds, :away,
                                :models, CAST(:run AS uuid), :memory, :deviceBusy, CAST(:versions AS jsonb))
                        ON CONFLICT (id) DO UPDATE SET state = excluded.state, busy = excluded.busy,
                               training_busy = excluded.training_busy, kinds = excluded.kinds, away = excluded.away,
                               models = excluded.models, run_id = excluded.run_id, memory_bytes = excluded.memory_bytes,
                               device_busy = excluded.device_busy, last_seen = now()
                        RETURNING drain
                        """)
                .bind("id", identity.id())
                .bind("state", report.state().name())
                .bind("device", identity.device())
                .bind("slots", identity.slots())
                .bind("busy", report.busy())
                .bind("trainingSlots", identity.trainingSlots())
                .bind("trainingBusy", report.training())
                .bindArray("classes", String.class, Sql.column(identity.classes(), TaskClass::wireName))
                .bindArray("kinds", String.class, report.kinds())
                .bindArray("away", String.class, report.away())
                .bindArray("models", String.class, report.models())
                .bind("run", report.warm() == null ? null : report.warm().uuid())
                .bind("memory", ProcessMemory.resident())
                .bind("deviceBusy", device.sinceLast())
                .bind("versions", FaderJson.write(versions()))
                .mapTo(Boolean.class)
                .one());
        last = report;
        orders.accept(drain);
    }

    private static Map<String, String> versions() {
        String own = Registration.class.getPackage().getImplementationVersion();
        return Map.of(
                "fader",
                own == null ? "development" : own,
                "java",
                Runtime.version().toString());
    }
}
