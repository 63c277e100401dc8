/** Models measured by the protocols of publications, and the page that is made of it. */
@NullMarked
package dev.fader.schemas.evaluation;

import org.jspecify.annotations.NullMarked;
