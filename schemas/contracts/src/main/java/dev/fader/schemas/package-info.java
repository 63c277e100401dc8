/** What coordinator, workers and clients say to each other: ids, states, tickets, events and the names of topics. */
@NullMarked
package dev.fader.schemas;

import org.jspecify.annotations.NullMarked;
