/** What a network is to everything else, the programs it is used by, and Conv-TasNet. */
@NullMarked
package dev.fader.trainer.network;

import org.jspecify.annotations.NullMarked;
