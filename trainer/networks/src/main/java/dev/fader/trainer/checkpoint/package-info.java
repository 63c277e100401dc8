/** Weights and training states on disk, in safetensors. */
@NullMarked
package dev.fader.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
