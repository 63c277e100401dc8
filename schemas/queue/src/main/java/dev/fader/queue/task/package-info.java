/** The one door to table task: every transition of a task's life is a method here, for coordinator and worker alike. */
@NullMarked
package dev.fader.queue.task;

import org.jspecify.annotations.NullMarked;
