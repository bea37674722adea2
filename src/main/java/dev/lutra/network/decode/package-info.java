/** Decoding of looks into lattices, inversion, and measurement of the errors of both. */
@NamedInterface("decode")
@NullMarked
package dev.lutra.network.decode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
