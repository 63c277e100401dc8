/** Proof that our network is the authors'. */
@NullMarked
package dev.fader.trainer.parity;

import org.jspecify.annotations.NullMarked;
