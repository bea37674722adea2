package dev.lutra.codec;

import dev.lutra.color.Lut3d;

/** Recognises monochrome looks, whose values are all greys. */
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
