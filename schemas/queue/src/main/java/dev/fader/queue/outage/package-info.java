/** Things that the work needs and that may be away: noticed once, asked after until they are back, nobody's fault. */
@NullMarked
package dev.fader.queue.outage;

import org.jspecify.annotations.NullMarked;
