/** Dry runs: files are opened but not remixed, and a report says what would fail and how long the rest would take. */
@NullMarked
package dev.fader.coordinator.dryrun;

import org.jspecify.annotations.NullMarked;
