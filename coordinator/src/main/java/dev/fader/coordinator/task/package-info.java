/** Tasks: one file's way through the system, as it is stored, found, shown, cancelled and accepted. */
@NullMarked
package dev.fader.coordinator.task;

import org.jspecify.annotations.NullMarked;
