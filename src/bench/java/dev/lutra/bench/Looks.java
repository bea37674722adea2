package dev.lutra.bench;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;

/** What the benchmarks work on: a bent, slightly mixed look. */
final class Looks {

    private Looks() {}

    static Lut3d look(int size) {
        float[] lattice = Lut3d.identity(size).lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            float red = lattice[i];
            float green = lattice[i + 1];
            float blue = lattice[i + 2];
            lattice[i] = (float) (0.9 * Math.sqrt(red) + 0.1 * green);
            lattice[i + 1] = (float) (0.95 * green * green + 0.02 + 0.02 * Math.sin(9 * blue));
            lattice[i + 2] = 0.2f + 0.7f * blue - 0.1f * red;
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }
}
