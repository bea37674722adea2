/** What a colour and a LUT are: lattices, interpolation, sRGB and Lab, colour differences, Hald geometry. */
@NullMarked
package dev.lutra.color;

import org.jspecify.annotations.NullMarked;
