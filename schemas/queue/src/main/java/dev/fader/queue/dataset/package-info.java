/** Data sets in the database, as coordinator and workers share them. */
@NullMarked
package dev.fader.queue.dataset;

import org.jspecify.annotations.NullMarked;
