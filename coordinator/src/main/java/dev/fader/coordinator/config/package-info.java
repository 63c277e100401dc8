@NullMarked
package dev.fader.coordinator.config;

import org.jspecify.annotations.NullMarked;
