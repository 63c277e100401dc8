package dev.fader.worker.outcome;

import dev.fader.worker.lease.Production;

/** What happened in an attempt. What to do about it is a {@link Disposition}. */
public sealed interface Outcome {

    /** The work is done, and its output was read back and verified. */
    record Produced(Production production) implements Outcome {}

    /**
     * The input cannot be worked on, now or ever.
     *
     * @param reason a short stable code such as {@code not_audio}
     * @param detail one sentence for the owner of the file
     */
    record BadInput(String reason, String detail) implements Outcome {}

    record Cancelled() implements Outcome {}

    /** The network or the decoder asked for more memory than there is; a smaller chunk may fit. */
    record OutOfMemory(String detail) implements Outcome {}

    /** There was no room on disk for the task's files; there may be later. */
    record ScratchFull(String detail) implements Outcome {}

    /** Another worker may have the task by now. */
    record LeaseLost() implements Outcome {}

    /** This worker is being stopped. */
    record Interrupted() implements Outcome {}

    /** Anything else: storage or network that failed, or a fault of ours. */
    record Broken(Throwable cause) implements Outcome {}
}
