package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.lutra.network.engine.ResidentTraining;
import java.util.List;

/**
 * The LUTs and the colours of a training on the device, which interpolates there. Positions of lattice points are integers,
 * because a float32 has no room for those of many LUTs.
 */
final class TrainingSamples {

    private final NDArray colors;
    private final NDArray x;
    /** 0, 1, 2 … for the colours that a LUT takes. */
    private final NDArray run;

    /** The points of all lattices, one after the other. */
    private final NDArray points;
    /** For each LUT the row of its first point. */
    private final NDArray first;
    /** For each LUT the rows from a point to the next along each channel. */
    private final NDArray strides;
    /** For each LUT the rows from the near corner of a cell to each of its 8 corners, red fastest. */
    private final NDArray corners;
    /** For each LUT the largest position along a channel, and the position of the last cell. */
    private final NDArray lastPoint;

    private final NDArray lastCell;

    /**
     * A few colours for a few LUTs.
     *
     * @param x colours on the atanh scale, LUTs × colours × 3
     * @param target the outputs of the LUTs, of the same shape
     */
    record Samples(NDArray x, NDArray target) {}

    /** Puts everything on the device of the manager. The tensors live as long as the manager. */
    TrainingSamples(NDManager manager, ResidentTraining.Data data) {
        var triples = new Shape(data.colors().length / 3, 3);
        colors = manager.create(data.colors(), triples);
        x = manager.create(data.x(), triples);
        run = manager.arange(0, data.perLut(), 1, DataType.INT64).reshape(1, data.perLut());
        List<float[]> lattices = data.lattices();
        int luts = lattices.size();
        var firsts = new long[luts];
        var steps = new long[3 * luts];
        var toCorners = new long[8 * luts];
        var points = new float[luts];
        var cells = new float[luts];
        long rows = 0;
        for (int lut = 0; lut < luts; lut++) {
            int size = ResidentTraining.Data.size(lattices.get(lut));
            long[] stride = {1, size, (long) size * size};
            System.arraycopy(stride, 0, steps, 3 * lut, 3);
            for (int corner = 0; corner < 8; corner++) {
                toCorners[8 * lut + corner] =
                        (corner & 1) * stride[0] + (corner >> 1 & 1) * stride[1] + (corner >> 2) * stride[2];
            }
            firsts[lut] = rows;
            points[lut] = size - 1;
            cells[lut] = size - 2;
            rows += lattices.get(lut).length / 3;
        }
        first = manager.create(firsts, new Shape(luts, 1));
        strides = manager.create(steps, new Shape(luts, 3));
        corners = manager.create(toCorners, new Shape(luts, 8));
        lastPoint = manager.create(points, new Shape(luts, 1));
        lastCell = manager.create(cells, new Shape(luts, 1));
        this.points = manager.zeros(new Shape(rows, 3));
        for (int lut = 0; lut < luts; lut++) {
            float[] lattice = lattices.get(lut);
            try (NDArray part = manager.create(lattice, new Shape(lattice.length / 3, 3))) {
                this.points.set(new NDIndex("{}:{}", firsts[lut], firsts[lut] + lattice.length / 3), part);
            }
        }
    }

    /**
     * Takes colours and interpolates.
     *
     * @param luts the indices of the LUTs, int64
     * @param offsets the index of the first colour of each
     */
    Samples of(NDArray luts, NDArray offsets) {
        NDArray rows = offsets.reshape(-1, 1).add(run);
        return new Samples(Rows.of(x, rows), interpolate(luts, Rows.of(colors, rows)));
    }

    private NDArray interpolate(NDArray luts, NDArray colors) {
        long count = luts.size();
        long perLut = colors.getShape().get(1);
        NDArray position = colors.mul(ofEach(lastPoint, luts));
        NDArray cell = position.floor().minimum(ofEach(lastCell, luts));
        NDArray near = cell.toType(DataType.INT64, false)
                .mul(ofEach(strides, luts))
                .sum(new int[] {2})
                .add(Rows.of(first, luts));
        NDArray rows = near.expandDims(2).add(ofEach(corners, luts));
        NDList fractions = position.sub(cell).split(3, 2);
        NDArray values = Rows.of(points, rows);
        for (int channel = 0; channel < 3; channel++) {
            // Each round halves the corners: those that differ along this channel alone are neighbours.
            NDList ends = values.reshape(count, perLut, 4 >> channel, 2, 3).split(2, 3);
            NDArray fraction = fractions.get(channel).reshape(count, perLut, 1, 1, 1);
            values = ends.get(1).sub(ends.get(0)).mul(fraction).add(ends.get(0));
        }
        return values.reshape(count, perLut, 3);
    }

    /** The values of each LUT, LUTs × 1 × columns. */
    private static NDArray ofEach(NDArray table, NDArray luts) {
        return Rows.of(table, luts).expandDims(1);
    }
}
