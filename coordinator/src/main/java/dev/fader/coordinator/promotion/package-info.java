/** Aliases: moved by a promotion that compares models on held-out songs, or because an operator says so. */
@NullMarked
package dev.fader.coordinator.promotion;

import org.jspecify.annotations.NullMarked;
