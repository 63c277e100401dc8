/** The command for data sets: list, add, show, check again and remove. */
@NullMarked
package dev.fader.cli.dataset;

import org.jspecify.annotations.NullMarked;
