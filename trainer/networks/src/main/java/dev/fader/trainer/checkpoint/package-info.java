/** Reads and writes networks and training states as safetensors files. */
@NullMarked
package dev.fader.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
