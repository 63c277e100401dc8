/** Probing a batch before it is submitted. */
@NullMarked
package dev.fader.coordinator.dryrun;

import org.jspecify.annotations.NullMarked;
