/** Log lines that nobody else can write. */
@NullMarked
package dev.lutra.web.log;

import org.jspecify.annotations.NullMarked;
