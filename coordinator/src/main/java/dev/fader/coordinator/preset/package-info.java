/** Gains, format and loudness of an output, checked, and the names under which they are kept as presets. */
@NullMarked
package dev.fader.coordinator.preset;

import org.jspecify.annotations.NullMarked;
