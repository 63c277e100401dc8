@NullMarked
package dev.fader.worker.fleet;

import org.jspecify.annotations.NullMarked;
