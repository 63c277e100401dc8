@NullMarked
package dev.fader.coordinator.storage;

import org.jspecify.annotations.NullMarked;
