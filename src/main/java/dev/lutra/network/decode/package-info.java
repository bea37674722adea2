/** From look to lattice, forwards and backwards, and how faithful that is. */
@NamedInterface("decode")
@NullMarked
package dev.lutra.network.decode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
