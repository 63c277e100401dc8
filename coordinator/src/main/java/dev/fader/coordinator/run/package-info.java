/** Training runs: submitted, watched, held back, started again. */
@NullMarked
package dev.fader.coordinator.run;

import org.jspecify.annotations.NullMarked;
