package dev.lutra.network;

import dev.lutra.codec.IntegerCoder;
import dev.lutra.codec.InvalidDetail;
import java.util.Arrays;

/**
 * An embedding in multiples of the deviations of a prior: a number is mean + deviation · step · k with an integer k.
 *
 * @param codes a byte for the step, then the integers as {@link IntegerCoder} codes them
 * @param prior the prior of the network
 */
public record CodedEmbedding(byte[] codes, EmbeddingPrior prior) implements Embedding {

    /** The largest index of a step. */
    public static final int STEPS = 255;

    private static final double LARGEST_STEP = 8;
    private static final double STEPS_IN_OCTAVE = 32;

    /** 396 bytes for 576 numbers. */
    private static final double BITS_PER_NUMBER = 5.5;

    /** A model file stores the length as well, seven bits in a byte. */
    private static final int LENGTH_BITS = 7;

    /**
     * Codes an embedding.
     *
     * @param step the index of the step, 0…{@link #STEPS}
     * @param multiples k for each number, at most {@link IntegerCoder#MAX} in magnitude
     */
    public static CodedEmbedding of(int step, int[] multiples, EmbeddingPrior prior) {
        return new CodedEmbedding(IntegerCoder.encode(multiples, (byte) step), prior);
    }

    /** The size of a step, {@code 8 · 2^(−index/32)} deviations. */
    public static double step(int index) {
        return LARGEST_STEP * StrictMath.pow(2, -index / STEPS_IN_OCTAVE);
    }

    /** The bytes that an embedding takes at most in a model file, with the byte that tells its coding. */
    public static int mostBytes(int numbers) {
        return (int) Math.ceil(BITS_PER_NUMBER * numbers / Byte.SIZE);
    }

    @Override
    public float[] scales() {
        return new float[0];
    }

    @Override
    public void check(NetworkShape shape) {
        if (prior.mean().length != shape.embeddingSize()) {
            throw new IllegalArgumentException(
                    "an embedding of %d numbers does not fit %s".formatted(prior.mean().length, shape));
        }
        for (float value : values()) {
            Magnitude.checkNumber(value, shape);
        }
    }

    /** @throws IllegalArgumentException if the code is damaged, or of another number of numbers */
    @Override
    public float[] values() {
        if (codes.length == 0) {
            throw new IllegalArgumentException("an embedding has no bytes");
        }
        int[] multiples;
        try {
            multiples = IntegerCoder.decode(codes, 1, prior.mean().length);
        } catch (InvalidDetail e) {
            throw new IllegalArgumentException("the code of an embedding has another length than its numbers", e);
        }
        double step = step(codes[0] & 0xFF);
        var values = new float[multiples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (prior.mean()[i] + prior.deviation()[i] * step * multiples[i]);
        }
        return values;
    }

    @Override
    public int bytes() {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(codes.length);
        return Math.ceilDiv(bits, LENGTH_BITS) + codes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodedEmbedding that && Arrays.equals(codes, that.codes) && prior.equals(that.prior);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes);
    }
}
