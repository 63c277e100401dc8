/** Tasks that try the file of a model, and register it. */
@NullMarked
package dev.fader.worker.trial;

import org.jspecify.annotations.NullMarked;
