/** Disk that lives as long as an attempt, within a bound. */
@NullMarked
package dev.fader.worker.scratch;

import org.jspecify.annotations.NullMarked;
