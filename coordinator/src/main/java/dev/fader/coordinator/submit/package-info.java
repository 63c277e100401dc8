@NullMarked
package dev.fader.coordinator.submit;

import org.jspecify.annotations.NullMarked;
