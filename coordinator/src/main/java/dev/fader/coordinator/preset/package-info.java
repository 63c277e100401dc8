/** Settings of outputs, and names for them. */
@NullMarked
package dev.fader.coordinator.preset;

import org.jspecify.annotations.NullMarked;
