/** What a network is to everything else, the architectures that are listed, and the programs that a network is used by. */
@NullMarked
package dev.fader.trainer.network;

import org.jspecify.annotations.NullMarked;
