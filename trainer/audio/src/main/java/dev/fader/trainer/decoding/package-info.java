/** Decoding in a child process: whatever a file does to the decoder, it does to that process alone. */
@NullMarked
package dev.fader.trainer.decoding;

import org.jspecify.annotations.NullMarked;
