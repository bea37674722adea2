/** The HTTP interface of the library. */
@NullMarked
package dev.lutra.library.web;

import org.jspecify.annotations.NullMarked;
