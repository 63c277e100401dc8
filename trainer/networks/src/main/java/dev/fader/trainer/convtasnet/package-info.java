/** Conv-TasNet: its blocks, its masks, what ours adds to it, and how a trained one grows. */
@NullMarked
package dev.fader.trainer.convtasnet;

import org.jspecify.annotations.NullMarked;
