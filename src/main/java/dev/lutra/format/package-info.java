/** Reads and writes LUT files: .cube and Hald PNG, within limits on untrusted input. */
@NullMarked
package dev.lutra.format;

import org.jspecify.annotations.NullMarked;
