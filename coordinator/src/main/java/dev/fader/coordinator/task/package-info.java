@NullMarked
package dev.fader.coordinator.task;

import org.jspecify.annotations.NullMarked;
