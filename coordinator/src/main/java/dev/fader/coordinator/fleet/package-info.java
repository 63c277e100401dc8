/** The workers that are alive, and how much waits and runs in each class of tasks. */
@NullMarked
package dev.fader.coordinator.fleet;

import org.jspecify.annotations.NullMarked;
