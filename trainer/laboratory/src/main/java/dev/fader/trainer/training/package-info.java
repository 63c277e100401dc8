/** Trains a network: the loop, its configuration, and the state on disk from which a run goes on. */
@NullMarked
package dev.fader.trainer.training;

import org.jspecify.annotations.NullMarked;
