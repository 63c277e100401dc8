/** How well whole songs are separated, by the protocols of HTMD-Net's and of MDX-Mixer's tables. */
@NullMarked
package dev.fader.trainer.evaluation.separation;

import org.jspecify.annotations.NullMarked;
