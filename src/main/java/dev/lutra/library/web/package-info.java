/** The library over HTTP. */
@NullMarked
package dev.lutra.library.web;

import org.jspecify.annotations.NullMarked;
