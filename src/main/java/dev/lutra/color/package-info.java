/**
 * Colour science in plain Java: lattices, interpolation, sRGB and L*a*b*, colour differences, Hald images, the numeric
 * inverse.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.lutra.color;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
