package dev.lutra.network.engine.vector;

/**
 * A view of an array as a matrix: element (row, column) lies at {@code from + row * rowStride + column * columnStride}.
 *
 * @param rowStride 0 for a matrix whose rows are all the same
 */
record Matrix(float[] values, int from, int rowStride, int columnStride) {

    /** Rows one after the other from the start of the array. */
    static Matrix rows(float[] values, int rowStride) {
        return new Matrix(values, 0, rowStride, 1);
    }

    /** The same row again and again. */
    static Matrix repeated(float[] values, int from) {
        return new Matrix(values, from, 0, 1);
    }

    Matrix transposed() {
        return new Matrix(values, from, columnStride, rowStride);
    }

    /** Index of an element. */
    int at(int row, int column) {
        return from + row * rowStride + column * columnStride;
    }
}
