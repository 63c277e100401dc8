/** PostgreSQL, Kafka, an S3 server, the coordinator and a worker on this machine. */
@NullMarked
package dev.fader.cli.local;

import org.jspecify.annotations.NullMarked;
