/** Whether the native libraries work on this machine, and the devices compute what they should. */
@NullMarked
package dev.fader.trainer.engines;

import org.jspecify.annotations.NullMarked;
