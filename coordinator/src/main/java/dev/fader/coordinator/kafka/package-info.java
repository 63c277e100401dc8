/** Tickets and events on their way to Kafka, and the topics that they need. */
@NullMarked
package dev.fader.coordinator.kafka;

import org.jspecify.annotations.NullMarked;
