/** Trying again. */
@NullMarked
package dev.fader.coordinator.retry;

import org.jspecify.annotations.NullMarked;
