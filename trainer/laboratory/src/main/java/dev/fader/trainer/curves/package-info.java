/** Curves of runs for TensorBoard. */
@NullMarked
package dev.fader.trainer.curves;

import org.jspecify.annotations.NullMarked;
