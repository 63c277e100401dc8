/** The page that shows a researcher's results in the form of the paper's, beside the paper's own. */
@NullMarked
package dev.fader.trainer.report;

import org.jspecify.annotations.NullMarked;
