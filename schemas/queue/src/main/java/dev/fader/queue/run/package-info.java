/** Training runs in the database, as both services write them. */
@NullMarked
package dev.fader.queue.run;

import org.jspecify.annotations.NullMarked;
