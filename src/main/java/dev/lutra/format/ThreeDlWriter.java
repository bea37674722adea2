package dev.lutra.format;

import dev.lutra.color.CodeValue;
import java.io.IOException;

/**
 * Writes a lattice as {@code .3dl} text, when all points have arrived: their order is blue fastest, and the number of
 * bits depends on all of them.
 *
 * <p>Values have 12 bits, and input levels have 10. Programs that pass over the header take a file whose values stay
 * below half of that for one of fewer bits. The values of such a dark look have 16 bits.
 */
final class ThreeDlWriter extends BlueFastestWriter {

    private static final int INPUT_WHITE = 1023;

    private final NumberText text;
    private final int size;
    private boolean mesh;
    private int white;

    /** @param mesh whether the file has the header of Lustre; a look that is too dark for readers without it has it anyway */
    ThreeDlWriter(NumberText text, int size, boolean mesh) {
        super(text, size);
        this.text = text;
        this.size = size;
        this.mesh = mesh;
    }

    @Override
    void header(float[] lattice) throws IOException {
        int bits = ThreeDlDepth.toWrite(lattice);
        white = ThreeDlDepth.white(bits);
        mesh |= !ThreeDlDepth.isFound(lattice, bits) && Integer.bitCount(size - 1) == 1;
        if (mesh) {
            text.text("3DMESH\nMesh %d %d\n".formatted(Integer.numberOfTrailingZeros(size - 1), bits));
        }
        for (int i = 0; i < size; i++) {
            text.whole(CodeValue.round((float) i / (size - 1), INPUT_WHITE), i < size - 1 ? ' ' : '\n');
        }
    }

    @Override
    void point(int red, int green, int blue, float[] lattice, int at) throws IOException {
        text.codes(lattice, at, white);
    }

    @Override
    void footer() throws IOException {
        if (mesh) {
            text.text("LUT8\ngamma 1.0\n");
        }
    }
}
