package dev.fader.worker.fleet;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.trainer.engine.Device;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** This process's row in table worker: what the dispatcher counts slots by and operators see. */
public final class Registration {

    /** Whether the worker takes tasks. */
    public enum State {
        READY,
        /** Finishes what it has. */
        DRAINING,
        STOPPED
    }

    private final Jdbi jdbi;
    private final String worker;
    private final Device device;
    private final int slots;
    private final List<TaskClass> classes;
    private volatile State state = State.READY;

    public Registration(Jdbi jdbi, String worker, Device device, int slots, List<TaskClass> classes) {
        this.jdbi = jdbi;
        this.worker = worker;
        this.device = device;
        this.slots = slots;
        this.classes = List.copyOf(classes);
    }

    public Device device() {
        return device;
    }

    public State state() {
        return state;
    }

    public void become(State next) {
        state = next;
        report();
    }

    /** Says that this process lives. @throws org.jdbi.v3.core.JdbiException when the database does not answer */
    public void report() {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO worker (id, state, device, slots, classes, versions)
                        VALUES (:id, :state, :device, :slots, :classes, CAST(:versions AS jsonb))
                        ON CONFLICT (id) DO UPDATE SET state = excluded.state, last_seen = now()
                        """)
                .bind("id", worker)
                .bind("state", state.name())
                .bind("device", device.toString())
                .bind("slots", slots)
                .bindArray(
                        "classes",
                        String.class,
                        classes.stream().map(TaskClass::wireName).toList())
                .bind("versions", FaderJson.write(versions()))
                .execute());
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
