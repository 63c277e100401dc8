/** What a network is to everything else, which architectures there are, and the programs that a network is used by. */
@NullMarked
package dev.fader.trainer.network;

import org.jspecify.annotations.NullMarked;
