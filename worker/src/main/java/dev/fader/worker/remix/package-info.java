/** Remix tasks: fetch, decode, network, encode, put, verify. */
@NullMarked
package dev.fader.worker.remix;

import org.jspecify.annotations.NullMarked;
