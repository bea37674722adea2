/** The LUTs and models that are there, and which model is active. */
@NullMarked
package dev.lutra.library;

import org.jspecify.annotations.NullMarked;
