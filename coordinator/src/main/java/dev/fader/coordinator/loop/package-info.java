/** Repeats a step of background work until the process stops, whatever one step throws. */
@NullMarked
package dev.fader.coordinator.loop;

import org.jspecify.annotations.NullMarked;
