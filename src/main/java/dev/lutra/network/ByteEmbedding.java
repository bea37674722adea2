package dev.lutra.network;

import java.util.Arrays;

/**
 * An embedding of a signed byte for each number, and a scale for each block.
 *
 * @param codes −127…127, in the order of {@link BlockLayout}
 * @param scales one for each block; a number is {@code code * scale}
 */
public record ByteEmbedding(byte[] codes, float[] scales) implements Embedding {

    private static final int MAX_CODE = 127;

    static ByteEmbedding round(float[] values, int blocks) {
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
        return new ByteEmbedding(codes, scales);
    }

    @Override
    public void check(NetworkShape shape) {
        if (codes.length != shape.embeddingSize() || scales.length != shape.blocks()) {
            throw new IllegalArgumentException("an embedding of %d codes and %d scales does not fit %s"
                    .formatted(codes.length, scales.length, shape));
        }
        for (float scale : scales) {
            Magnitude.checkNumber(scale * -(double) Byte.MIN_VALUE, shape);
        }
    }

    @Override
    public float[] values() {
        var values = new float[codes.length];
        int perBlock = codes.length / scales.length;
        for (int i = 0; i < codes.length; i++) {
            values[i] = codes[i] * scales[i / perBlock];
        }
        return values;
    }

    @Override
    public int bytes() {
        return codes.length + Float.BYTES * scales.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteEmbedding that
                && Arrays.equals(codes, that.codes)
                && Arrays.equals(scales, that.scales);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(codes) + Arrays.hashCode(scales);
    }
}
