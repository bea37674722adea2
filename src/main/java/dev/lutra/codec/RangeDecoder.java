package dev.lutra.codec;

/** Reads the output of {@link RangeEncoder}. */
final class RangeDecoder implements BitCoder {

    private static final int SMALLEST_RANGE = 1 << 24;

    private final byte[] in;
    private int at;
    private long code;
    private long range = 0xFFFF_FFFFL;

    /**
     * Starts after a header.
     *
     * @param from the index of the first byte to read
     */
    RangeDecoder(byte[] in, int from) {
        this.in = in;
        at = from;
        for (int i = 0; i < RangeEncoder.TAIL; i++) {
            code = code << 8 | next();
        }
    }

    @Override
    public int code(int bit, AdaptiveBits bits, int index) {
        int read = decode(bits.probability(index));
        bits.learn(index, read);
        return read;
    }

    @Override
    public int codeRaw(int value, int count) {
        int read = 0;
        for (int i = 0; i < count; i++) {
            read = read << 1 | decode(AdaptiveBits.EVEN);
        }
        return read;
    }

    private int decode(int probability) {
        long one = range * probability >>> 16;
        int bit;
        if (code < one) {
            range = one;
            bit = 1;
        } else {
            code -= one;
            range -= one;
            bit = 0;
        }
        while (range < SMALLEST_RANGE) {
            range <<= 8;
            code = code << 8 | next();
        }
        return bit;
    }

    /**
     * Checks that all bytes were used.
     *
     * @throws InvalidDetail if some bytes remain
     */
    void finish() {
        if (at < in.length) {
            throw new InvalidDetail("the detail ends %d bytes before its end".formatted(in.length - at));
        }
    }

    private int next() {
        if (at < in.length) {
            return in[at++] & 0xFF;
        }
        if (++at > in.length + RangeEncoder.TAIL) {
            throw new InvalidDetail("the detail is cut off");
        }
        return 0;
    }
}
