package dev.fader.queue.task;

/** Counts the claims of a task; only the holder of the latest may write for it. */
public record Fence(long value) {

    @Override
    public String toString() {
        return "f" + value;
    }
}
