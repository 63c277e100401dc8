/** Events, written in the transaction that they tell of. */
@NullMarked
package dev.fader.queue.event;

import org.jspecify.annotations.NullMarked;
