/** Decodes files in child processes, so that whatever a file does to its decoder, it does to that process alone. */
@NullMarked
package dev.fader.trainer.decoding;

import org.jspecify.annotations.NullMarked;
