/** Trains mixers on what separators estimated, and mixes with them. */
@NullMarked
package dev.fader.trainer.mixing;

import org.jspecify.annotations.NullMarked;
