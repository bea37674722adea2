/** The HTTP interface of API keys. */
@NullMarked
package dev.lutra.access.web;

import org.jspecify.annotations.NullMarked;
