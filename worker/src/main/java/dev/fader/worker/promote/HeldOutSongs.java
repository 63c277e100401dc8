package dev.fader.worker.promote;

import dev.fader.schemas.model.HeldOut;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import java.io.IOException;
import java.nio.file.Path;

/** Where songs that no network learnt from come from. */
@FunctionalInterface
interface HeldOutSongs {

    /**
     * Brings songs to where they can be read.
     *
     * @return a folder with {@code <split>/<song>/<source>.*}
     * @throws RefusedInput when there are none, or they are not ours to read
     */
    Path folder(HeldOut heldOut, Scratch scratch, Attempt attempt) throws IOException, RefusedInput;
}
