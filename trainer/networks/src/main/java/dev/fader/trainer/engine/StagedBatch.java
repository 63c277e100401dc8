package dev.fader.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.engine.TrainingStep.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Examples that are on the device, until they are closed. */
public final class StagedBatch implements AutoCloseable {

    private final NDManager manager;
    private final Map<String, NDArray> inputs;
    private final List<Staging> through;
    private final Queue<Staging> free;

    private StagedBatch(NDManager manager, Map<String, NDArray> inputs, List<Staging> through, Queue<Staging> free) {
        this.manager = manager;
        this.inputs = inputs;
        this.through = through;
        this.free = free;
    }

    /** The same memory by the program's names, as arrays of another manager. */
    Map<String, NDArray> in(NDManager scratch) {
        Map<String, NDArray> aliases = new LinkedHashMap<>();
        inputs.forEach((name, array) -> {
            NDArray alias = array.stopGradient();
            alias.attach(scratch);
            aliases.put(name, alias);
        });
        return aliases;
    }

    @Override
    public void close() {
        manager.close();
        free.addAll(through);
        through.clear();
    }

    /** Brings batches to a device, through memory that is used again when a batch is closed. Safe for threads. */
    static final class Stager {

        private final NDManager manager;
        private final Queue<Staging> free = new ConcurrentLinkedQueue<>();

        /** @param manager of what is not closed before */
        Stager(NDManager manager) {
            this.manager = manager;
        }

        StagedBatch stage(Input... batch) {
            NDManager own = manager.newSubManager();
            Map<String, NDArray> inputs = new LinkedHashMap<>();
            List<Staging> through = new ArrayList<>();
            for (Input input : batch) {
                Staging used = free.poll();
                through.add(used == null ? new Staging() : used);
                NDArray staged = through.getLast().stage(own, input.values());
                inputs.put(input.name(), staged.reshape(new Shape(input.dims())));
            }
            return new StagedBatch(own, inputs, through, free);
        }
    }
}
