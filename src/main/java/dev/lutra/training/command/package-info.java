/** The commands of the program, for people at a terminal. */
@NullMarked
package dev.lutra.training.command;

import org.jspecify.annotations.NullMarked;
