/** Takes submissions in every form (JSON, lines, table, prefix), checks each item, and writes all of their tasks or none. */
@NullMarked
package dev.fader.coordinator.submit;

import org.jspecify.annotations.NullMarked;
