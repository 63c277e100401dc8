/** Sweeps: many runs of one configuration, the better ones of them let on, measured and reported. */
@NullMarked
package dev.fader.coordinator.sweep;

import org.jspecify.annotations.NullMarked;
