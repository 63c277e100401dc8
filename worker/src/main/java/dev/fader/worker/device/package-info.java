/** Who may use what the networks run on, and when. */
@NullMarked
package dev.fader.worker.device;

import org.jspecify.annotations.NullMarked;
