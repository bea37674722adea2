package dev.lutra.delivery;

import dev.lutra.color.Fidelity.Statistics;

/**
 * The quality of an inverse as a table of the default size.
 *
 * @param size points along one edge
 * @param roundTrip ΔE76 between an 8-bit output of the LUT and its round trip: through the table with tetrahedral
 *     interpolation, then through the LUT
 */
public record TableQuality(int size, Statistics roundTrip) {

    /** The mean ΔE76 of the round trip that the default size must reach, if one of the sizes does. */
    static final double WANTED = 0.3;

    /** Files of larger tables have tens of megabytes, so they are written only if a request names the size. */
    static final int[] SIZES = {17, 25, 33, 49, 65};
}
