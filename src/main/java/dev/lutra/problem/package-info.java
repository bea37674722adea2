/** The error that every module answers with, and the text that may stand in it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.lutra.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
