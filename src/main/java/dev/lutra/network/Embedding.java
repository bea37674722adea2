package dev.lutra.network;

/**
 * The numbers that make a network one particular LUT, as stored: a signed byte each, and a scale for each block.
 *
 * @param codes −127…127, block by block, in each block layer by layer
 * @param scales one for each block: the number is {@code code * scale}
 */
public record Embedding(byte[] codes, float[] scales) {

    /** The numbers, in the order of {@code codes}. */
    public float[] values() {
        var values = new float[codes.length];
        int perBlock = codes.length / scales.length;
        for (int i = 0; i < codes.length; i++) {
            values[i] = codes[i] * scales[i / perBlock];
        }
        return values;
    }

    /** Bytes that it takes in a model file. */
    public int bytes() {
        return codes.length + Float.BYTES * scales.length;
    }
}
