package dev.lutra.delivery;

import dev.lutra.color.Fidelity.Statistics;

/**
 * How good an inverse is as a table of the size that it has by default.
 *
 * @param size points along one edge
 * @param roundTrip ΔE76 between an 8-bit output of the LUT, and what the LUT makes of that output's inverse, looked up in
 *     the table tetrahedrally
 */
public record TableQuality(int size, Statistics roundTrip) {

    /** Mean ΔE76 of the round trip that the default size keeps, if one of the sizes does. */
    static final double WANTED = 0.3;

    /** Larger tables take tens of megabytes as files: they are made only where a request names the size. */
    static final int[] SIZES = {17, 25, 33, 49, 65};
}
