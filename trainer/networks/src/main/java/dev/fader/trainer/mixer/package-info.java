/**
 * MDX-Mixer (Nakano and Goto 2024): sources as weighted sums of what several separators estimated, with weights that are
 * learnt once, or that a network finds for each few seconds.
 */
@NullMarked
package dev.fader.trainer.mixer;

import org.jspecify.annotations.NullMarked;
