/** The whole service on this machine: PostgreSQL, Kafka, an S3 server, the coordinator and workers as child processes. */
@NullMarked
package dev.fader.cli.local;

import org.jspecify.annotations.NullMarked;
