package dev.lutra.network.engine.vector;

/**
 * A view of an array as a matrix. The index of the element (row, column) is {@code from + row * rowStride + column *
 * columnStride}.
 *
 * @param rowStride 0 for a matrix with equal rows
 */
record Matrix(float[] values, int from, int rowStride, int columnStride) {

    /** A matrix whose rows follow each other from the start of the array. */
    static Matrix rows(float[] values, int rowStride) {
        return new Matrix(values, 0, rowStride, 1);
    }

    /** A matrix that repeats one row. */
    static Matrix repeated(float[] values, int from) {
        return new Matrix(values, from, 0, 1);
    }

    Matrix transposed() {
        return new Matrix(values, from, columnStride, rowStride);
    }

    /** The index of an element. */
    int at(int row, int column) {
        return from + row * rowStride + column * columnStride;
    }
}
