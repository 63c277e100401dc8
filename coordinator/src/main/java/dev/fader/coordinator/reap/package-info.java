@NullMarked
package dev.fader.coordinator.reap;

import org.jspecify.annotations.NullMarked;
