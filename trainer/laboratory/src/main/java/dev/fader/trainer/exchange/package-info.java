/** Takes in networks that other tools trained, and gives out ours in their formats. */
@NullMarked
package dev.fader.trainer.exchange;

import org.jspecify.annotations.NullMarked;
