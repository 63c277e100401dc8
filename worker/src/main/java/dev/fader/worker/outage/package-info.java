/** What this worker needs from outside, whether it is there, and what can be run without it. */
@NullMarked
package dev.fader.worker.outage;

import org.jspecify.annotations.NullMarked;
