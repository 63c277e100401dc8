package dev.fader.trainer.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** A weights file that cannot be trusted; the message names the file and what is wrong with it. */
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedFileException(Path file, String fault) {
        super(file + " " + fault + "; restore it from its source");
    }
}
