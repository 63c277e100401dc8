/** Has everything that one model made be made anew by another. */
@NullMarked
package dev.fader.coordinator.recall;

import org.jspecify.annotations.NullMarked;
