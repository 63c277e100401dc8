/** What a coordinator counts, for whoever watches it. */
@NullMarked
package dev.fader.coordinator.meters;

import org.jspecify.annotations.NullMarked;
