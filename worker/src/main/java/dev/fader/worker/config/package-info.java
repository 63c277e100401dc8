/** Every setting of the worker, with its default. */
@NullMarked
package dev.fader.worker.config;

import org.jspecify.annotations.NullMarked;
