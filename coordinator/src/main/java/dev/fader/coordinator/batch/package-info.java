@NullMarked
package dev.fader.coordinator.batch;

import org.jspecify.annotations.NullMarked;
