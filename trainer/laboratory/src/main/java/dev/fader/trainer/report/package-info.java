/** Writes the report: our results in the form of the paper's tables and figures, beside the paper's own. */
@NullMarked
package dev.fader.trainer.report;

import org.jspecify.annotations.NullMarked;
