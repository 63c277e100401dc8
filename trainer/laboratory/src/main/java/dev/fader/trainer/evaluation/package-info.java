/** Measures a trained network on a data set: its remixes at many gains against the true ones, by the paper's protocol. */
@NullMarked
package dev.fader.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
