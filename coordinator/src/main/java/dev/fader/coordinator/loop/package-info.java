@NullMarked
package dev.fader.coordinator.loop;

import org.jspecify.annotations.NullMarked;
