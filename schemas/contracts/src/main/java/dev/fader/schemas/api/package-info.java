/** Requests and answers of the REST API. */
@NullMarked
package dev.fader.schemas.api;

import org.jspecify.annotations.NullMarked;
