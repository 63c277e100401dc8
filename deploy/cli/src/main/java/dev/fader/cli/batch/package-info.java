/** Commands that list, follow, steer, try again and delete batches that were submitted. */
@NullMarked
package dev.fader.cli.batch;

import org.jspecify.annotations.NullMarked;
