@NullMarked
package dev.fader.cli;

import org.jspecify.annotations.NullMarked;
