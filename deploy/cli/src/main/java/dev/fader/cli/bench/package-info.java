/** Benchmarks of the service and of the network, each with bounds that it must keep. */
@NullMarked
package dev.fader.cli.bench;

import org.jspecify.annotations.NullMarked;
