package dev.fader.worker.outcome;

import dev.fader.queue.task.Completion;
import dev.fader.schemas.kind.Need;

/** What happened in an attempt. What to do about it is a {@link Disposition}. */
public sealed interface Outcome {

    /** The work is done, and its output was read back and verified. */
    record Produced(Completion completion) implements Outcome {}

    /**
     * The input cannot be worked on, now or ever.
     *
     * @param reason a short stable code such as {@code not_audio}
     * @param detail one sentence for the owner of the file
     */
    record BadInput(String reason, String detail) implements Outcome {}

    /**
     * The process that decoded the input ended as no decoder should: our fault, the machine's, or the work of whoever
     * crafted the file.
     *
     * @param reason a short stable code such as {@code decoder_crashed}
     * @param detail how it ended
     */
    record DecoderDied(String reason, String detail) implements Outcome {}

    /** A native call did not return: the process is to end, and whether the task is to blame shows when it runs alone. */
    record Stalled(String detail) implements Outcome {}

    record Cancelled() implements Outcome {}

    /** The network or the decoder asked for more memory than there is; a smaller chunk may fit. */
    record OutOfMemory(String detail) implements Outcome {}

    /** Something that every task of the kind needs did not answer, or was full. */
    record Away(Need need, Exception cause) implements Outcome {}

    /** Another worker may have the task by now. */
    record LeaseLost() implements Outcome {}

    /** It made room for others, and left a point to go on from. */
    record Yielded() implements Outcome {}

    /** This worker is being stopped. */
    record Interrupted() implements Outcome {}

    /** Anything else: a fault of ours, or something that fails for this task alone. */
    record Broken(Throwable cause) implements Outcome {}
}
