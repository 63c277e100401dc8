@NullMarked
package dev.fader.worker.lease;

import org.jspecify.annotations.NullMarked;
