@NullMarked
package dev.fader.worker.attempt;

import org.jspecify.annotations.NullMarked;
