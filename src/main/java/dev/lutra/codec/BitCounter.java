package dev.lutra.codec;

/** Writes nothing: counts bits, which are learned from as if it did. */
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
