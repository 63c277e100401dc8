@NullMarked
package dev.fader.coordinator;

import org.jspecify.annotations.NullMarked;
