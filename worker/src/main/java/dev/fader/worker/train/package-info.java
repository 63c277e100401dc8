/** Training on the queue: looks whether a run can be trained, and trains it epoch by epoch. */
@NullMarked
package dev.fader.worker.train;

import org.jspecify.annotations.NullMarked;
