/** Makes a new batch of files that were tried before, as they were asked for or otherwise. */
@NullMarked
package dev.fader.coordinator.retry;

import org.jspecify.annotations.NullMarked;
