/** Bringing files to the service. */
@NullMarked
package dev.fader.cli.submit;

import org.jspecify.annotations.NullMarked;
