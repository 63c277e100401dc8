@NullMarked
package dev.fader.worker.queue;

import org.jspecify.annotations.NullMarked;
