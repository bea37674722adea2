/**
 * Readers and writers of LUT files, with limits on untrusted input, and a reader of the colours of photographs. Plain
 * Java.
 */
@ApplicationModule(allowedDependencies = {"codec", "color", "problem"})
@NullMarked
package dev.lutra.format;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
