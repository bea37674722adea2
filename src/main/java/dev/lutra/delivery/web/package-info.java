/** The HTTP interface of LUT files. */
@NullMarked
package dev.lutra.delivery.web;

import org.jspecify.annotations.NullMarked;
