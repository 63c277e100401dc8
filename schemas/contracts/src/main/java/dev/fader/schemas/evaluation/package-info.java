/** Networks measured by the paper's protocol, and the page that is made of it. */
@NullMarked
package dev.fader.schemas.evaluation;

import org.jspecify.annotations.NullMarked;
