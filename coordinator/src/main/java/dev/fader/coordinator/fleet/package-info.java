@NullMarked
package dev.fader.coordinator.fleet;

import org.jspecify.annotations.NullMarked;
