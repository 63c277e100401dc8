/** The client of object storage, with limits on how long it waits. */
@NullMarked
package dev.fader.queue.storage;

import org.jspecify.annotations.NullMarked;
