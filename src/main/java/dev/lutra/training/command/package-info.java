/** The commands of the program, for people at a terminal. */
@NamedInterface("command")
@NullMarked
package dev.lutra.training.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
