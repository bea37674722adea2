/** The error type of all modules, and the definition of plain text. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.lutra.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
