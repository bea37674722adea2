package dev.lutra.format;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.process.ChannelNode;
import dev.lutra.format.process.CubeNode;
import dev.lutra.format.process.MatrixNode;
import dev.lutra.format.process.NodeChain.Step;
import dev.lutra.format.process.ProcessNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the multi-dimensional tables of an ICC profile with three inputs and three outputs (ICC.1:2022).
 *
 * <pre>
 * mft1 (10.11) = matrix, input curves of 256 bytes, CLUT of bytes, output curves of 256 bytes
 * mft2 (10.10) = matrix, input curves of 16 bits, CLUT of 16 bits, output curves of 16 bits
 * mAB  (10.12) = [ A curves, CLUT ] [ M curves, matrix ] B curves
 * </pre>
 *
 * The last channel changes fastest in the CLUT. The matrix of the first two is for XYZ, and has to be the identity.
 */
final class IccTables {

    private static final int CHANNELS = 3;

    private final IccBytes tag;
    private final FormatLimits limits;
    private final List<Step> steps = new ArrayList<>();

    private IccTables(IccBytes tag, FormatLimits limits) {
        this.tag = tag;
        this.limits = limits;
    }

    /** The steps of a tag. There are none if it changes nothing. */
    static List<Step> read(IccBytes tag, FormatLimits limits) {
        var tables = new IccTables(tag, limits);
        String type = tag.signature(0);
        if (tag.u8(8) != CHANNELS || tag.u8(9) != CHANNELS) {
            throw new InvalidLutFile(
                    "icc-channels", "the table has %d inputs and %d outputs, not 3".formatted(tag.u8(8), tag.u8(9)));
        }
        switch (type) {
            case "mft1" -> tables.readFixed(1, 48, 256, 256);
            case "mft2" -> tables.readFixed(2, 52, tag.u16(48), tag.u16(50));
            case "mAB " -> tables.readFlexible();
            default -> throw new InvalidLutFile("icc-type", "a table of the type \"%s\" is not read".formatted(type));
        }
        return tables.steps;
    }

    private void readFixed(int bytes, int start, int inputs, int outputs) {
        int size = requireSize(tag.u8(10));
        if (inputs < 2 || outputs < 2 || inputs > 4096 || outputs > 4096) {
            throw new InvalidLutFile("icc-curve", "a curve of %d or %d points; 2…4096".formatted(inputs, outputs));
        }
        for (int i = 0; i < 9; i++) {
            if (tag.fixed(12 + 4 * i) != (i % 4 == 0 ? 1 : 0)) {
                throw new InvalidLutFile("icc-matrix", "the table of RGB has a matrix that is meant for XYZ");
            }
        }
        add("input curves", IccCurves.tables(tag.from(start), inputs, bytes));
        long clut = start + (long) CHANNELS * inputs * bytes;
        readLattice(tag.from(clut), size, bytes);
        long output = clut + (long) CHANNELS * Lattice.points(size) * bytes;
        add("output curves", IccCurves.tables(tag.from(output), outputs, bytes));
    }

    private void readFlexible() {
        long matrix = tag.u32(16);
        long middle = tag.u32(20);
        long clut = tag.u32(24);
        if (clut != 0) {
            readCurves("A curves", tag.u32(28));
            IccBytes data = tag.from(clut);
            int size = requireSize(data.u8(0));
            if (data.u8(1) != size || data.u8(2) != size) {
                throw new InvalidLutFile(
                        "icc-size",
                        "the table has %d × %d × %d points, not as many along each axis"
                                .formatted(size, data.u8(1), data.u8(2)));
            }
            int bytes = data.u8(16);
            if (bytes != 1 && bytes != 2) {
                throw new InvalidLutFile("icc-type", "a table with numbers of %d bytes".formatted(bytes));
            }
            readLattice(data.from(20), size, bytes);
        }
        readCurves("M curves", middle);
        if (matrix != 0) {
            readMatrix(tag.from(matrix));
        }
        readCurves("B curves", tag.u32(12));
    }

    private void readCurves(String name, long offset) {
        if (offset != 0) {
            add(name, IccCurves.sequence(tag.from(offset)));
        }
    }

    private void readMatrix(IccBytes data) {
        var rows = new double[12];
        for (int row = 0; row < CHANNELS; row++) {
            for (int column = 0; column < CHANNELS; column++) {
                rows[4 * row + column] = data.fixed(4 * (CHANNELS * row + column));
            }
            rows[4 * row + CHANNELS] = data.fixed(4 * (9 + row));
        }
        steps.add(new Step("matrix", new MatrixNode(rows)));
        steps.add(new Step("matrix", ChannelNode.of(x -> Math.clamp(x, 0.0, 1.0))));
    }

    private void readLattice(IccBytes data, int size, int bytes) {
        float[] lattice = numbers(data, CHANNELS * Lattice.points(size), bytes);
        BlueFastest.swapRedAndBlue(lattice, size);
        steps.add(new Step("CLUT", new CubeNode(new Lut3d(size, RgbBox.UNIT, lattice), Interpolation.TETRAHEDRAL)));
    }

    private void add(String name, Optional<ProcessNode> node) {
        node.ifPresent(present -> steps.add(new Step(name, present)));
    }

    private int requireSize(int size) {
        if (size < Lut3d.MIN_SIZE || size > limits.latticeSize()) {
            throw new InvalidLutFile(
                    "icc-size",
                    "the size %d is not within %d…%d".formatted(size, Lut3d.MIN_SIZE, limits.latticeSize()));
        }
        return size;
    }

    /** Numbers of one or two bytes, as 0…1. Their bytes are there before memory is taken for them. */
    static float[] numbers(IccBytes data, int count, int bytes) {
        IccBytes all = data.part(0, (long) count * bytes);
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = bytes == 1 ? all.u8(i) / 255f : all.u16(2 * i) / 65535f;
        }
        return numbers;
    }
}
