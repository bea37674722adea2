/** Turns a request for a LUT into the bytes of an answer, and caches them. */
@NullMarked
package dev.lutra.delivery;

import org.jspecify.annotations.NullMarked;
