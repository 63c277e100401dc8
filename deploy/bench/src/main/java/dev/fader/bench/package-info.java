/** Measures the queue of tasks beside other queues, one after the other on the same PostgreSQL. */
@NullMarked
package dev.fader.bench;

import org.jspecify.annotations.NullMarked;
