/** Removes what nobody needs any more: deleted batches, outputs of lost attempts, old events, unused uploads. */
@NullMarked
package dev.fader.coordinator.retain;

import org.jspecify.annotations.NullMarked;
