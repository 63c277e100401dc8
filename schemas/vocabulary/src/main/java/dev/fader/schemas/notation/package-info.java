/** How values are written down: names in lower case, levels in dB, hashes in hexadecimal digits, ends as exit codes. */
@NullMarked
package dev.fader.schemas.notation;

import org.jspecify.annotations.NullMarked;
