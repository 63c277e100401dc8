/** PostgreSQL, Kafka and an S3 server that run from this project's own libraries, with nothing installed. */
@NullMarked
package dev.fader.stack;

import org.jspecify.annotations.NullMarked;
