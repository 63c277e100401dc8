/** The training loop and what it needs to be repeated and resumed. */
@NullMarked
package dev.fader.trainer.training;

import org.jspecify.annotations.NullMarked;
