@NullMarked
package dev.fader.coordinator.kafka;

import org.jspecify.annotations.NullMarked;
