/** Work on many tasks at once, done in the background in steps that hold nothing up. */
@NullMarked
package dev.fader.coordinator.bulk;

import org.jspecify.annotations.NullMarked;
