/** The HTTP interface of looks from pairs of photographs. */
@NullMarked
package dev.lutra.pair.web;

import org.jspecify.annotations.NullMarked;
