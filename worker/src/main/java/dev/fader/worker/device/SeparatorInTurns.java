package dev.fader.worker.device;

import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.Separator;
import java.util.List;

/** A separator that takes the device for one chunk at a time. */
public final class SeparatorInTurns implements Separator {

    private final Separator separator;
    private final Turns turns;

    public SeparatorInTurns(Separator separator, Turns turns) {
        this.separator = separator;
        this.turns = turns;
    }

    @Override
    public List<String> sources() {
        return separator.sources();
    }

    @Override
    public boolean hasRest() {
        return separator.hasRest();
    }

    @Override
    public int sampleRateHz() {
        return separator.sampleRateHz();
    }

    @Override
    public ChunkPlan chunkPlan() {
        return separator.chunkPlan();
    }

    @Override
    public String deviceName() {
        return separator.deviceName();
    }

    @Override
    public double seamDb() {
        return separator.seamDb();
    }

    @Override
    public boolean hearsLevel() {
        return separator.hearsLevel();
    }

    @Override
    public boolean isWorthKeeping() {
        return separator.isWorthKeeping();
    }

    @Override
    public int channelsAtOnce() {
        return separator.channelsAtOnce();
    }

    /** @throws dev.fader.worker.lease.AttemptStopped when the attempt is to stop */
    @Override
    public float[] combine(Part part, List<Row> rows) {
        return turns.take(() -> separator.combine(part, rows));
    }

    @Override
    public void close() {
        separator.close();
    }
}
