/** LUT files over HTTP. */
@NullMarked
package dev.lutra.delivery.web;

import org.jspecify.annotations.NullMarked;
