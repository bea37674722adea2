package dev.lutra.codec;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;

/**
 * Converts lattices to planes and back. A plane is one channel of a lattice in units of 1/255; the coder works on
 * planes. A monochrome look has one plane.
 */
final class Planes {

    static final float WHITE = 255;

    private Planes() {}

    /**
     * Splits a lattice into planes.
     *
     * @param monochrome true for one plane with the mean of the channels
     */
    static float[][] of(Lut3d lut, boolean monochrome) {
        float[] lattice = lut.lattice();
        var planes = new float[monochrome ? 1 : 3][lut.points()];
        for (int i = 0; i < lut.points(); i++) {
            if (monochrome) {
                planes[0][i] = WHITE * grey(lattice, 3 * i);
            } else {
                for (int channel = 0; channel < 3; channel++) {
                    planes[channel][i] = WHITE * lattice[3 * i + channel];
                }
            }
        }
        return planes;
    }

    /** Combines planes into a lattice of values in 0…1. A single plane stands for all three channels. */
    static Lut3d toLattice(float[][] planes, int size) {
        var lattice = new float[3 * planes[0].length];
        for (int channel = 0; channel < 3; channel++) {
            float[] plane = planes[Math.min(channel, planes.length - 1)];
            for (int i = 0; i < plane.length; i++) {
                lattice[3 * i + channel] = plane[i] / WHITE;
            }
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    /** The mean of three channels. */
    static float grey(float[] rgb, int offset) {
        return (rgb[offset] + rgb[offset + 1] + rgb[offset + 2]) / 3;
    }

    /** The index of a point on the grey axis. */
    static int diagonal(int size, int at) {
        return at * (1 + size + size * size);
    }

    /** The values on the grey axis. */
    static float[][] greys(float[][] planes, int size) {
        var greys = new float[planes.length][size];
        for (int channel = 0; channel < planes.length; channel++) {
            for (int i = 0; i < size; i++) {
                greys[channel][i] = planes[channel][diagonal(size, i)];
            }
        }
        return greys;
    }

    static float[][] difference(float[][] one, float[][] other) {
        return sum(one, other, -1);
    }

    static float[][] sum(float[][] one, float[][] other) {
        return sum(one, other, 1);
    }

    /** Clamps values to 0…255 in place. */
    static float[][] clipped(float[][] planes) {
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Math.clamp(plane[i], 0, WHITE);
            }
        }
        return planes;
    }

    private static float[][] sum(float[][] one, float[][] other, float factor) {
        var sums = new float[one.length][one[0].length];
        for (int channel = 0; channel < one.length; channel++) {
            for (int i = 0; i < sums[channel].length; i++) {
                sums[channel][i] = one[channel][i] + factor * other[channel][i];
            }
        }
        return sums;
    }
}
