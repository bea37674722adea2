/** Log lines in which no input can forge a line. */
@NullMarked
package dev.lutra.web.log;

import org.jspecify.annotations.NullMarked;
