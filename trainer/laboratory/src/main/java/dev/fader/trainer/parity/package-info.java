/** Compares our network's outputs, losses and gradients with those of the authors' own code. */
@NullMarked
package dev.fader.trainer.parity;

import org.jspecify.annotations.NullMarked;
