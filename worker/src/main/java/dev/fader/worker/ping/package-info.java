/** Tasks that do nothing, to see that the way is open and what it costs. */
@NullMarked
package dev.fader.worker.ping;

import org.jspecify.annotations.NullMarked;
