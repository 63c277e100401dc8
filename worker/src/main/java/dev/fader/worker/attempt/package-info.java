/** One attempt at a task, from the claim to what is written about it. */
@NullMarked
package dev.fader.worker.attempt;

import org.jspecify.annotations.NullMarked;
