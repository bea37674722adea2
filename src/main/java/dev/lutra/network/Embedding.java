package dev.lutra.network;

/**
 * The numbers that turn a network into one particular LUT, in stored form: a signed byte for each number, and a scale
 * for each block.
 *
 * @param codes −127…127, block by block, in each block layer by layer
 * @param scales one for each block; a number is {@code code * scale}
 */
public record Embedding(byte[] codes, float[] scales) {

    private static final int MAX_CODE = 127;

    /**
     * Rounds numbers to their stored form.
     *
     * @param values the numbers, block by block
     * @param blocks the number of blocks, which divides the length of {@code values}
     */
    public static Embedding round(float[] values, int blocks) {
        int perBlock = values.length / blocks;
        var codes = new byte[values.length];
        var scales = new float[blocks];
        for (int block = 0; block < blocks; block++) {
            float largest = 0;
            for (int i = block * perBlock; i < (block + 1) * perBlock; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            scales[block] = largest == 0 ? 1 : largest / MAX_CODE;
            for (int i = block * perBlock; i < (block + 1) * perBlock; i++) {
                codes[i] = (byte) Math.rint(values[i] / scales[block]);
            }
        }
        return new Embedding(codes, scales);
    }

    /** @throws IllegalArgumentException if it has another shape, or if a number is not finite */
    public void check(NetworkShape shape) {
        if (codes.length != shape.embeddingSize() || scales.length != shape.blocks()) {
            throw new IllegalArgumentException("an embedding of %d codes and %d scales does not fit %s"
                    .formatted(codes.length, scales.length, shape));
        }
        Magnitude.check(this);
    }

    /** The numbers, in the order of {@code codes}. */
    public float[] values() {
        var values = new float[codes.length];
        int perBlock = codes.length / scales.length;
        for (int i = 0; i < codes.length; i++) {
            values[i] = codes[i] * scales[i / perBlock];
        }
        return values;
    }

    /** The number of bytes in a model file. */
    public int bytes() {
        return codes.length + Float.BYTES * scales.length;
    }
}
