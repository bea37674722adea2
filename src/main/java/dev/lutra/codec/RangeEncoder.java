package dev.lutra.codec;

import java.util.Arrays;

/**
 * A binary range coder with carry, after G. N. N. Martin, "Range encoding: an algorithm for removing redundancy from a
 * digitised message" (1979), in the form known from LZMA: 32 bits of range, 16-bit probabilities.
 */
final class RangeEncoder implements BitCoder {

    private static final int SMALLEST_RANGE = 1 << 24;
    private static final long MASK = 0xFFFF_FFFFL;

    /** The size of the state in bytes. */
    static final int TAIL = 4;

    private byte[] out;
    private int size;
    private long low;
    private long range = MASK;
    private int pending;
    private long pendingBytes;
    private boolean started;

    /**
     * Starts after a header.
     *
     * @param header the header, which is copied to the start
     */
    RangeEncoder(byte... header) {
        out = Arrays.copyOf(header, header.length + 1024);
        size = header.length;
    }

    @Override
    public int code(int bit, AdaptiveBits bits, int index) {
        encode(bit, bits.probability(index));
        bits.learn(index, bit);
        return bit;
    }

    @Override
    public int codeRaw(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            encode(value >> i & 1, AdaptiveBits.EVEN);
        }
        return value;
    }

    private void encode(int bit, int probability) {
        long one = range * probability >>> 16;
        if (bit != 0) {
            range = one;
        } else {
            low += one;
            range -= one;
        }
        while (range < SMALLEST_RANGE) {
            range = range << 8;
            shift();
        }
    }

    /** Returns the header and all coded bits. Nothing can be coded afterwards. */
    byte[] finish() {
        chooseTail();
        for (int i = 0; i <= TAIL; i++) {
            shift();
        }
        int end = size;
        // A decoder reads zeros after the end, but at most as many as its state has bytes.
        while (end > size - TAIL && out[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(out, end);
    }

    /** Chooses, among the numbers with the same decoding, one that ends in zeros, because these need not be written. */
    private void chooseTail() {
        long highest = low + range - 1;
        for (int zeros = 24; zeros >= 0; zeros -= 8) {
            long candidate = highest & -(1L << zeros);
            if (candidate >= low) {
                low = candidate;
                return;
            }
        }
    }

    private void shift() {
        long carry = low >>> 32;
        if (low < 0xFF00_0000L || carry != 0) {
            if (started) {
                put(pending + carry);
            }
            started = true;
            for (; pendingBytes > 0; pendingBytes--) {
                put(0xFF + carry);
            }
            pending = (int) (low >>> 24 & 0xFF);
        } else {
            pendingBytes++;
        }
        low = low << 8 & MASK;
    }

    private void put(long value) {
        if (size == out.length) {
            out = Arrays.copyOf(out, 2 * size);
        }
        out[size++] = (byte) value;
    }
}
