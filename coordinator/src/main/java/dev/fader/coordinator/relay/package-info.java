/** Publishes the events that transactions have written, in order and at least once. */
@NullMarked
package dev.fader.coordinator.relay;

import org.jspecify.annotations.NullMarked;
