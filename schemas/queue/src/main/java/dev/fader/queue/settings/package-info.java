/** Settings that both services read, so that they cannot disagree. */
@NullMarked
package dev.fader.queue.settings;

import org.jspecify.annotations.NullMarked;
