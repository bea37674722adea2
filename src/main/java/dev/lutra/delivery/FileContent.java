package dev.lutra.delivery;

import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds of a colour map: a lattice, and the curves before it.
 *
 * @param lattice the map on whose lattice the values lie; closed with this
 * @param shaper the curves whose outputs are the inputs of the lattice; null if the file has none
 * @param back the curves that undo the shaper; null if there is none, or nobody asks for the inputs of the points
 */
record FileContent(
        OpenColorMap lattice,
        @Nullable Shaper shaper,
        @Nullable Shaper back) implements AutoCloseable {

    /** The inputs of the points along an axis, before the shaper. */
    float[] inputs(int channel, int size) {
        RgbBox domain = lattice.domain();
        float[] axis = domain.axis(channel, size);
        if (back != null) {
            for (int i = 0; i < size; i++) {
                axis[i] = back.curve(channel).apply(axis[i]);
            }
        }
        return axis;
    }

    @Override
    public void close() {
        lattice.close();
    }
}
