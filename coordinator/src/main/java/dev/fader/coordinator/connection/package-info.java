/** The coordinator's connections to database, object storage and Kafka, as beans for every feature. */
@NullMarked
package dev.fader.coordinator.connection;

import org.jspecify.annotations.NullMarked;
