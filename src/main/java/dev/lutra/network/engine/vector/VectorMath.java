package dev.lutra.network.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** The widest vectors of this machine, and tanh on them. */
final class VectorMath {

    static final VectorSpecies<Float> SPECIES = species(Integer.getInteger("lutra.vector.bits"));
    static final int LANES = SPECIES.length();

    private VectorMath() {}

    /**
     * Chooses the vectors, once for the whole process, because the compiler needs a constant.
     *
     * @param bits the bits of a vector, for tests, because an error may appear in one width only; null for the width of
     *     this machine
     */
    private static VectorSpecies<Float> species(@Nullable Integer bits) {
        return bits == null
                ? FloatVector.SPECIES_PREFERRED
                : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }

    /**
     * Computes tanh of the first {@code length} values, in place. It is a rational function of degree 13/6 with the
     * coefficients of Eigen and XLA, with an error of at most 4e-7. It is a separate pass: inside the loops of a
     * product it would make the compiler spill their registers.
     *
     * @param length a multiple of {@link #LANES}
     */
    static void tanh(float[] values, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector x =
                    FloatVector.fromArray(SPECIES, values, i).max(-7.905311f).min(7.905311f);
            FloatVector x2 = x.mul(x);
            FloatVector p = x2.mul(-2.76076847742355e-16f).add(2.00018790482477e-13f);
            p = p.fma(x2, constant(-8.60467152213735e-11f));
            p = p.fma(x2, constant(5.12229709037114e-08f));
            p = p.fma(x2, constant(1.48572235717979e-05f));
            p = p.fma(x2, constant(6.37261928875436e-04f));
            p = p.fma(x2, constant(4.89352455891786e-03f));
            FloatVector q = x2.mul(1.19825839466702e-06f).add(1.18534705686654e-04f);
            q = q.fma(x2, constant(2.26843463243900e-03f));
            q = q.fma(x2, constant(4.89352518554385e-03f));
            p.mul(x).div(q).intoArray(values, i);
        }
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
