/** The coordinator's API, as commands use it. */
@NullMarked
package dev.fader.cli.client;

import org.jspecify.annotations.NullMarked;
