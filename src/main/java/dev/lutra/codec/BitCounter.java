package dev.lutra.codec;

/** Counts the bits that a writer would write, and lets the probabilities learn from them. It writes nothing. */
final class BitCounter implements BitCoder {

    private final BitCounts counts;

    BitCounter(BitCounts counts) {
        this.counts = counts;
    }

    @Override
    public int code(int bit, AdaptiveBits bits, int index) {
        counts.add(index, bit);
        bits.learn(index, bit);
        return bit;
    }

    @Override
    public int codeRaw(int value, int count) {
        return value;
    }
}
