/** Every setting of the coordinator, with its default. */
@NullMarked
package dev.fader.coordinator.config;

import org.jspecify.annotations.NullMarked;
