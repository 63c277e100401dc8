/** The worker as a process: it builds its parts from the configuration, starts its threads, and says what it is doing. */
@NullMarked
package dev.fader.worker;

import org.jspecify.annotations.NullMarked;
