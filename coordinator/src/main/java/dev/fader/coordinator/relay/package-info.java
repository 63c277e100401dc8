@NullMarked
package dev.fader.coordinator.relay;

import org.jspecify.annotations.NullMarked;
