/** How sure a figure is: intervals of means over songs, and tests of paired differences. */
@NullMarked
package dev.fader.trainer.statistics;

import org.jspecify.annotations.NullMarked;
