package dev.lutra.codec;

import java.util.Arrays;

/**
 * Adaptive probabilities of bits, which learn from the coded bits. They use only integers, so that they are equal on
 * every machine.
 *
 * <p>A probability is that of a 1, in units of 1/65536. The k-th coded bit moves it by 1/(k + 1) of its error. At first
 * the probability is therefore an average; once k reaches a limit, it forgets slowly.
 */
final class AdaptiveBits {

    /** The initial probability if nothing is known: one half. */
    static final int EVEN = 1 << 15;

    private static final int CERTAIN = 65535;
    private static final int LEAST = 48;
    private static final int MOST = 65488;

    private final char[] probabilities;
    private final byte[] seen;
    private final int limit;

    /**
     * Initializes from known probabilities.
     *
     * @param probabilities the probabilities of a 1, in units of 1/65536
     * @param seen the number of bits that each of them counts as, 0…{@code limit}
     * @param limit the limit of k, 1…255
     */
    AdaptiveBits(char[] probabilities, byte[] seen, int limit) {
        this.probabilities = probabilities.clone();
        this.seen = seen.clone();
        this.limit = limit;
    }

    /** Initializes all probabilities to one half. */
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
