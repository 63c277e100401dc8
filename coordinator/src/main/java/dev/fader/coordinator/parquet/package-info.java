/** Tables as Parquet files: flat ones, whose values are all there. */
@NullMarked
package dev.fader.coordinator.parquet;

import org.jspecify.annotations.NullMarked;
