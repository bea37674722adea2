package dev.lutra.codec;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;

/** Looks to code, made here: bent, mixed, clipped, without colour. */
final class TestLooks {

    private TestLooks() {}

    /** A grade with a kink, in 8-bit codes. */
    static Lut3d graded(int size) {
        float[] lattice = Lut3d.identity(size).lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            float red = lattice[i];
            float green = lattice[i + 1];
            float blue = lattice[i + 2];
            lattice[i] = code(1.15 * Math.sqrt(red) - 0.1 * green);
            lattice[i + 1] = code(0.9 * green * green + 0.05 + 0.04 * Math.sin(7 * blue));
            lattice[i + 2] = code(Math.max(0.15, blue) - 0.1 * red * green);
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    /** A grade without kinks, in 8-bit codes. */
    static Lut3d gentle(int size) {
        float[] lattice = Lut3d.identity(size).lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            float red = lattice[i];
            float green = lattice[i + 1];
            float blue = lattice[i + 2];
            lattice[i] = code(red * (1.4 - 0.4 * red) - 0.1 * green * red);
            lattice[i + 1] = code(0.05 + 0.9 * green * (0.6 + 0.4 * green));
            lattice[i + 2] = code(0.1 + 0.8 * blue + 0.05 * red * green);
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    /** Red, green and blue weighed into a grey, in 8-bit codes. */
    static Lut3d monochrome(int size) {
        float[] lattice = Lut3d.identity(size).lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            float grey = code(Math.pow(0.5 * lattice[i] + 0.4 * lattice[i + 1] + 0.1 * lattice[i + 2], 0.8));
            lattice[i] = grey;
            lattice[i + 1] = grey;
            lattice[i + 2] = grey;
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    static Lut3d negative(int size) {
        float[] lattice = Lut3d.identity(size).lattice();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = 1 - lattice[i];
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    /** Black or white: as hard as looks get. */
    static Lut3d threshold(int size) {
        float[] lattice = Lut3d.identity(size).lattice();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (i * 31 + i / 7) % 11 < 5 ? 0 : 1;
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    /** Something between a look and the identity, as a network might predict. */
    static Prediction near(Lut3d look) {
        return (rgb, out, points) -> {
            var color = new float[3];
            for (int i = 0; i < 3 * points; i += 3) {
                float red = rgb[i];
                Interpolation.TRILINEAR.apply(look, rgb[i], rgb[i + 1], rgb[i + 2], color, 0);
                for (int channel = 0; channel < 3; channel++) {
                    float wave = 0.01f * (float) Math.sin(5 * color[channel] + 3 * red);
                    out[i + channel] = color[channel] + wave;
                }
            }
        };
    }

    private static float code(double value) {
        return Math.round(255 * Math.clamp(value, 0, 1)) / 255f;
    }
}
