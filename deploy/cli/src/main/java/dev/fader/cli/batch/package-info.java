/** Following batches, steering them, and fetching what they made. */
@NullMarked
package dev.fader.cli.batch;

import org.jspecify.annotations.NullMarked;
