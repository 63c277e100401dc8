/** The networks that this worker holds. */
@NullMarked
package dev.fader.worker.model;

import org.jspecify.annotations.NullMarked;
