@NullMarked
package dev.fader.worker.config;

import org.jspecify.annotations.NullMarked;
