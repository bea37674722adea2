/** Lutra stores a library of 3D colour LUTs in one small neural network and serves them over HTTP. */
@NullMarked
package dev.lutra;

import org.jspecify.annotations.NullMarked;
