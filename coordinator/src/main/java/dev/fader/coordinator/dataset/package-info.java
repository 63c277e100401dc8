/** Data sets: registered where they lie, checked by a task, listed, and brought by those who have them on disk. */
@NullMarked
package dev.fader.coordinator.dataset;

import org.jspecify.annotations.NullMarked;
