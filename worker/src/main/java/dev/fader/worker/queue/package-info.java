/** Takes tickets from Kafka, as many as the worker has free slots. */
@NullMarked
package dev.fader.worker.queue;

import org.jspecify.annotations.NullMarked;
