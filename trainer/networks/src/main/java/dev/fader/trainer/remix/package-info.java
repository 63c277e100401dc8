/** Chunked remixing of signals of any length, rate and channel count in constant memory. */
@NullMarked
package dev.fader.trainer.remix;

import org.jspecify.annotations.NullMarked;
