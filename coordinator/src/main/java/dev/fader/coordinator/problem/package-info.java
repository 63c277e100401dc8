@NullMarked
package dev.fader.coordinator.problem;

import org.jspecify.annotations.NullMarked;
