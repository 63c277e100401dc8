/** What is kept, and what removes the rest. */
@NullMarked
package dev.fader.coordinator.retain;

import org.jspecify.annotations.NullMarked;
