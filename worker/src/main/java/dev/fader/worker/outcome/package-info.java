@NullMarked
package dev.fader.worker.outcome;

import org.jspecify.annotations.NullMarked;
