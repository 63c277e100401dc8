/** The coordinator as a process: it builds its parts from the configuration, starts its loops, and says whether it is ready. */
@NullMarked
package dev.fader.coordinator;

import org.jspecify.annotations.NullMarked;
