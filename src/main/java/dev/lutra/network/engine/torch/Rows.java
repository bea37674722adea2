package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Reads and writes the rows of a table, or all of it, where it is. */
final class Rows {

    private Rows() {}

    /**
     * Reads rows.
     *
     * @param table rows × columns
     * @param index the numbers of rows, int64, of any shape
     * @return the shape of the index × columns
     */
    static NDArray of(NDArray table, NDArray index) {
        return JniUtils.embedding((PtNDArray) index, (PtNDArray) table, false);
    }

    /**
     * Overwrites rows.
     *
     * @param values a row for each index
     * @param index different numbers of rows, int64, of one dimension
     */
    static void write(NDArray table, NDArray index, NDArray values) {
        JniUtils.indexAdvPut((PtNDArray) table, new NDIndex("{}", index), (PtNDArray) values);
    }

    /**
     * Overwrites all values, also those that views show. DJL's own copy goes through the host and gives the tensor other
     * memory.
     */
    static void copy(NDArray from, NDArray to) {
        to.set(new NDIndex("..."), from);
    }
}
