package dev.lutra.codec;

/** Writes nothing: bits learn as if it did. */
final class Learner implements BitCoder {

    @Override
    public int code(int bit, AdaptiveBits bits, int index) {
        bits.learn(index, bit);
        return bit;
    }

    @Override
    public int codeRaw(int value, int count) {
        return value;
    }
}
