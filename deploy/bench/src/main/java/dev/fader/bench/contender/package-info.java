/** The queues that are compared: Fader's, a raw loop of SQL, JobRunr and db-scheduler. */
@NullMarked
package dev.fader.bench.contender;

import org.jspecify.annotations.NullMarked;
