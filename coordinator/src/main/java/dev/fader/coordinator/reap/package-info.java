/** Returns the tasks of workers that went silent, and of tickets that were lost, to those that wait. */
@NullMarked
package dev.fader.coordinator.reap;

import org.jspecify.annotations.NullMarked;
