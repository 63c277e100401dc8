/** Every file that a separator can be loaded from, and the separator that mixes what others estimate. */
@NullMarked
package dev.fader.trainer.separators;

import org.jspecify.annotations.NullMarked;
