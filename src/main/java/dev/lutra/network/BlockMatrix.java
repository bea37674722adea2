package dev.lutra.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a matrix lies among the weights of a block.
 *
 * @param from index of its first element
 * @param rows one for each input
 * @param columns one for each output
 */
public record BlockMatrix(int from, int rows, int columns) {

    /** The matrices of a block in order, as {@link Network#blocks()} holds them. */
    public static List<BlockMatrix> of(NetworkShape shape) {
        var matrices = new ArrayList<BlockMatrix>();
        int from = 0;
        for (int layer = 0; layer <= shape.layers(); layer++) {
            int rows = layer == 0 ? 3 : shape.width();
            int columns = layer == shape.layers() ? 3 : shape.width();
            matrices.add(new BlockMatrix(from, rows, columns));
            from += rows * columns;
        }
        return matrices;
    }

    /** Index of an element among the weights. */
    public int at(int row, int column) {
        return from + row * columns + column;
    }

    public int end() {
        return from + rows * columns;
    }
}
