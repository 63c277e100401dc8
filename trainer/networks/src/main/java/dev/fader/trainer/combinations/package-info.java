/** Weighted sums of a network's sources, by a program or by kernels of our own. */
@NullMarked
package dev.fader.trainer.combinations;

import org.jspecify.annotations.NullMarked;
