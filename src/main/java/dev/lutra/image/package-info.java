/**
 * Photographs: read and written with their depth, profile and orientation, within limits for untrusted files; a lattice
 * applied to their pixels. Plain Java.
 */
@ApplicationModule(allowedDependencies = {"color", "problem"})
@NullMarked
package dev.lutra.image;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
