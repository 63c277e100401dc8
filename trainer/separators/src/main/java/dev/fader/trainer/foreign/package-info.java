/** Separators made elsewhere: how one is described and packed, the engines that run it, and the trial that it must pass. */
@NullMarked
package dev.fader.trainer.foreign;

import org.jspecify.annotations.NullMarked;
