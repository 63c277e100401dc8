/** A small typed builder: a network written in Java becomes one TorchScript module. */
@NullMarked
package dev.fader.trainer.graph;

import org.jspecify.annotations.NullMarked;
