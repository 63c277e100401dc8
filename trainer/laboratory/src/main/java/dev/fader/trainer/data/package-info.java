/** Songs as stems, and the examples that training draws from them. */
@NullMarked
package dev.fader.trainer.data;

import org.jspecify.annotations.NullMarked;
