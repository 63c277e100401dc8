/** Tasks that remix or probe a file: fetch, decode, pass the network, encode, put and verify. */
@NullMarked
package dev.fader.worker.remix;

import org.jspecify.annotations.NullMarked;
