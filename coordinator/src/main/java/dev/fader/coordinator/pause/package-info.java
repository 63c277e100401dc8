/** Pauses of a tenant or of a class of tasks: nothing of it is started until it is resumed. */
@NullMarked
package dev.fader.coordinator.pause;

import org.jspecify.annotations.NullMarked;
