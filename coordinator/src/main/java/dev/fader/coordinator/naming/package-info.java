/** Keeps the outputs of a batch apart by their names. */
@NullMarked
package dev.fader.coordinator.naming;

import org.jspecify.annotations.NullMarked;
