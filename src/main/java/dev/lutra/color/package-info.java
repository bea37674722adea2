/** Lattices, axes, interpolation, sRGB and L*a*b*, colour differences, Hald geometry, the numeric inverse. Plain Java. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.lutra.color;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
