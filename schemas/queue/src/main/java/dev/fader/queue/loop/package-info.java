/** The one mechanism by which both services do something again and again, and tell whether they still do. */
@NullMarked
package dev.fader.queue.loop;

import org.jspecify.annotations.NullMarked;
