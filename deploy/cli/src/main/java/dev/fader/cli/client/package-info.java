/** The coordinator's HTTP API, and files to and from storage, as the commands use them. */
@NullMarked
package dev.fader.cli.client;

import org.jspecify.annotations.NullMarked;
