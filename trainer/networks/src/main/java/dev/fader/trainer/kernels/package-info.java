/** Kernels of our own on a GPU: compiled from text when they are loaded, and launched among the engine's. */
@NullMarked
package dev.fader.trainer.kernels;

import org.jspecify.annotations.NullMarked;
