package dev.fader.queue.curve;

/** Steps from the first to the last, both among them. */
public record StepRange(long first, long last) {

    /** The shortest that holds both. */
    public StepRange and(StepRange other) {
        return new StepRange(Math.min(first, other.first), Math.max(last, other.last));
    }
}
