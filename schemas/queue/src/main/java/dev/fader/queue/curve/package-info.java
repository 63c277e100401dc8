/** Metric records of training runs: how workers write them, and the curves that are made from them. */
@NullMarked
package dev.fader.queue.curve;

import org.jspecify.annotations.NullMarked;
