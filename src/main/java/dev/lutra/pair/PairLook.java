package dev.lutra.pair;

import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import java.util.List;

/**
 * A look from a pair of photographs.
 *
 * @param lut the look over 0…1, at the size that was asked for
 * @param fidelity its error against the photograph after, over the pixels
 * @param pixels how many pixels were measured
 * @param coverage the share of 16³ equal cells of the gamut that the photograph before shows, 0…1
 * @param unexplained the share of the variance of the colours after that the look does not explain, 0 or more
 * @param monochrome whether the look makes greys of all colours
 * @param shift how far the two were apart, in shares of the width and the height
 * @param warnings what may be wrong with it
 */
public record PairLook(
        Lut3d lut,
        Fidelity fidelity,
        long pixels,
        double coverage,
        double unexplained,
        boolean monochrome,
        Offset shift,
        List<PairWarning> warnings) {

    /** A shift, as shares of the width and the height. */
    public record Offset(double x, double y) {}
}
