/** Training jobs over HTTP. */
@NullMarked
package dev.lutra.training.web;

import org.jspecify.annotations.NullMarked;
