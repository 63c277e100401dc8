/** Disk that lives as long as an attempt, within a bound; and locks among the processes of one machine. */
@NullMarked
package dev.fader.worker.scratch;

import org.jspecify.annotations.NullMarked;
