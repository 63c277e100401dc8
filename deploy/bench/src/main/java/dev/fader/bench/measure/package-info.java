/** How a queue's rate, latency and cost are taken. */
@NullMarked
package dev.fader.bench.measure;

import org.jspecify.annotations.NullMarked;
