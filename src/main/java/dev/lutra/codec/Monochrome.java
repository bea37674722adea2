package dev.lutra.codec;

import dev.lutra.color.Lut3d;

/** Looks whose every value is a grey. */
final class Monochrome {

    private Monochrome() {}

    static boolean is(Lut3d lut) {
        float[] lattice = lut.lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            if (lattice[i] != lattice[i + 1] || lattice[i] != lattice[i + 2]) {
                return false;
            }
        }
        return true;
    }
}
