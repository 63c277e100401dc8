/** Experiments: many networks trained on the same budget and measured alike. */
@NullMarked
package dev.fader.trainer.experiment;

import org.jspecify.annotations.NullMarked;
