/** The claim to a task: taken with a fence, renewed by heartbeats, and given back with a result or a failure. */
@NullMarked
package dev.fader.worker.lease;

import org.jspecify.annotations.NullMarked;
