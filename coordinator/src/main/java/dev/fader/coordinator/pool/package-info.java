/** One pool for everything: training makes room where people have waited too long. */
@NullMarked
package dev.fader.coordinator.pool;

import org.jspecify.annotations.NullMarked;
