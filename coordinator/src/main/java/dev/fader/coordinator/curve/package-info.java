/** Training runs' records: curves, attempts, what is new, and downloads. */
@NullMarked
package dev.fader.coordinator.curve;

import org.jspecify.annotations.NullMarked;
