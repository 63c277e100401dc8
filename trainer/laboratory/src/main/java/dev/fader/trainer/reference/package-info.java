/** The reference of what people write for the trainer. */
@NullMarked
package dev.fader.trainer.reference;

import org.jspecify.annotations.NullMarked;
