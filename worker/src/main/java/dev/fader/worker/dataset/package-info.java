/** Data sets on this machine's disk: fetched once, by content, kept within a bound, and checked. */
@NullMarked
package dev.fader.worker.dataset;

import org.jspecify.annotations.NullMarked;
