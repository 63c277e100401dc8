/** What a command prints for programs: one line of JSON. */
@NullMarked
package dev.fader.cli.output;

import org.jspecify.annotations.NullMarked;
