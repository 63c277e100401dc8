/** Holding work back. */
@NullMarked
package dev.fader.coordinator.pause;

import org.jspecify.annotations.NullMarked;
