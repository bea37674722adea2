/** LUT files, read and written, within limits on untrusted input; and the colours of photographs. Plain Java. */
@ApplicationModule(allowedDependencies = {"color", "problem"})
@NullMarked
package dev.lutra.format;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
