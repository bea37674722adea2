package dev.lutra.codec;

import java.util.Arrays;

/**
 * Probabilities that learn from the bits that were coded with them. Integers only, so that every machine learns alike.
 *
 * <p>A probability is that of a 1, in 1/65536. The k-th bit seen moves it by 1/(k + 1) of its error, so that it starts as an
 * average and, past a limit, forgets slowly.
 */
final class AdaptiveBits {

    /** What a probability starts from when nothing is known. */
    static final int EVEN = 1 << 15;

    private static final int CERTAIN = 65535;
    private static final int LEAST = 48;
    private static final int MOST = 65488;

    private final char[] probabilities;
    private final byte[] seen;
    private final int limit;

    /**
     * Starts from known probabilities.
     *
     * @param probabilities of a 1, in 1/65536
     * @param seen how many bits each of them is worth, 0…limit
     * @param limit 1…255
     */
    AdaptiveBits(char[] probabilities, byte[] seen, int limit) {
        this.probabilities = probabilities.clone();
        this.seen = seen.clone();
        this.limit = limit;
    }

    /** Starts from even chances. */
    AdaptiveBits(int size, int limit) {
        probabilities = new char[size];
        Arrays.fill(probabilities, (char) EVEN);
        seen = new byte[size];
        this.limit = limit;
    }

    int probability(int index) {
        return probabilities[index];
    }

    void learn(int index, int bit) {
        int count = Math.min((seen[index] & 0xFF) + 1, limit);
        seen[index] = (byte) count;
        int probability = probabilities[index];
        int moved = probability + ((bit == 0 ? 0 : CERTAIN) - probability) / (count + 1);
        probabilities[index] = (char) Math.clamp(moved, LEAST, MOST);
    }
}
