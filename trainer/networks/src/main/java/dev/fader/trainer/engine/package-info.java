/** Runs and trains programs on libtorch, through DJL. */
@NullMarked
package dev.fader.trainer.engine;

import org.jspecify.annotations.NullMarked;
