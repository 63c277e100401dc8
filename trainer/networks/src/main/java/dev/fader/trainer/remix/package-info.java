/** Remixes files and streams of any length, rate and channel count in constant memory, chunk by chunk. */
@NullMarked
package dev.fader.trainer.remix;

import org.jspecify.annotations.NullMarked;
