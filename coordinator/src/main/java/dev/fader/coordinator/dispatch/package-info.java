@NullMarked
package dev.fader.coordinator.dispatch;

import org.jspecify.annotations.NullMarked;
