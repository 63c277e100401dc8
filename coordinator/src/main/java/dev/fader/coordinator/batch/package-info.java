/** Batches: what one submission created, as it is stored, shown, followed, changed and deleted. */
@NullMarked
package dev.fader.coordinator.batch;

import org.jspecify.annotations.NullMarked;
