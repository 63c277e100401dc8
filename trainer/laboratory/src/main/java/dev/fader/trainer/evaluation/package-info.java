/** How well a remix meets its target, and the protocol that measures a network. */
@NullMarked
package dev.fader.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
