/** Conv-TasNet and the remixers built on it, as the papers write them. */
@NullMarked
package dev.fader.trainer.network;

import org.jspecify.annotations.NullMarked;
