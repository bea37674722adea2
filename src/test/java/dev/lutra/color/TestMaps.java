package dev.lutra.color;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Colour maps by formula. */
final class TestMaps {

    static final Parallel PARALLEL =
            (count, work) -> IntStream.range(0, count).parallel().forEach(work);

    private TestMaps() {}

    /** From red, green and blue to as many. */
    interface Formula {

        double[] apply(double red, double green, double blue);
    }

    static Lut3d of(int size, Formula formula) {
        float[] lattice = Lut3d.identity(size).lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            double[] mapped = formula.apply(lattice[i], lattice[i + 1], lattice[i + 2]);
            for (int channel = 0; channel < 3; channel++) {
                lattice[i + channel] = (float) mapped[channel];
            }
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    static Lut3d gamma(int size, double gamma) {
        return of(size, (r, g, b) -> new double[] {Math.pow(r, gamma), Math.pow(g, gamma), Math.pow(b, gamma)});
    }

    static Lut3d grey(int size) {
        return of(size, (r, g, b) -> {
            double grey = 0.3 * r + 0.6 * g + 0.1 * b;
            return new double[] {grey, grey, grey};
        });
    }

    /** 8-bit colours. */
    static float[] colors(int points) {
        var random = new SplittableRandom(5);
        var colors = new float[3 * points];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = random.nextInt(256) / 255f;
        }
        return colors;
    }

    static float[] apply(Lut3d map, float[] colors) {
        var mapped = new float[colors.length];
        Interpolation.TRILINEAR.apply(map, map.domain().fromUnit(colors), mapped, colors.length / 3);
        return mapped;
    }

    static double meanDeltaE(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i += 3) {
            sum += ColorDifference.deltaE76(Lab.ofSrgb(one, i), Lab.ofSrgb(other, i));
        }
        return sum / (one.length / 3.0);
    }
}
